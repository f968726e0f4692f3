package org.communique.fuzz;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communique.support.Exchanged;

/** A connection that sends what no client of HTTP would, and is opened again where the service has closed it. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE = 40_000;

    private Socket socket;
    private InputStream in;

    Exchanged send(Asked asked) throws IOException {
        boolean kept = socket != null;
        try {
            return exchange(asked);
        } catch (SocketTimeoutException silent) {
            close();
            throw silent;
        } catch (IOException closed) {
            close();
            if (!kept) {
                throw closed;
            }
            return exchange(asked);
        }
    }

    private Exchanged exchange(Asked asked) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(asked.head());
        request.write(asked.body());
        try {
            socket.getOutputStream().write(request.toByteArray());
        } catch (IOException answered) {
            // The answer may have come before the whole request was sent.
        }
        int status;
        Map<String, List<String>> headers;
        do {
            status = Integer.parseInt(line().split(" ")[1]);
            headers = headers();
        } while (status < 200);
        byte[] body = body(asked, status, headers);
        if (one(headers, "connection").equalsIgnoreCase("close") || body == null) {
            close();
        }
        return new Exchanged(asked.method(), asked.target(), status, headers, body);
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).trim());
        }
        return headers;
    }

    /** Null where it has no end. */
    private byte[] body(Asked asked, int status, Map<String, List<String>> headers) throws IOException {
        if (asked.method().equals("HEAD") || status == 204 || status == 304) {
            return new byte[0];
        }
        if (one(headers, "content-type").startsWith("text/event-stream")) {
            return null;
        }
        if (one(headers, "transfer-encoding").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                all.write(exactly(size));
                line();
            }
            line();
            return all.toByteArray();
        }
        String length = one(headers, "content-length");
        return length.isEmpty() ? in.readAllBytes() : exactly(Integer.parseInt(length));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String one(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the connection was closed");
            }
            line.write(one);
        }
        return line.toString(StandardCharsets.ISO_8859_1).trim();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
