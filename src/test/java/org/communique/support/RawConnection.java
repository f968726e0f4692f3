package org.communique.support;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends, one after the other on a connection that stays, what no HTTP client would; made for many thousands of requests. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE = 20_000;

    private Socket socket;
    private InputStream in;

    /** The status of the answer, whose body is read and dropped; 0 where the connection ended without one. */
    public int send(String request) throws IOException {
        for (boolean again = socket != null; ; again = false) {
            try {
                open();
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                int status = answer();
                if (status > 0 || !again) {
                    return status;
                }
            } catch (SocketTimeoutException silent) {
                close();
                throw new AssertionError("no answer to " + request, silent);
            } catch (IOException ended) {
                close();
                if (!again) {
                    return 0;
                }
            }
            // The server had closed the connection after the answer before.
        }
    }

    private void open() throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
    }

    private int answer() throws IOException {
        String first = line();
        if (first.isEmpty()) {
            close();
            return 0;
        }
        int status = Integer.parseInt(first.substring(9, 12));
        long length = status == 204 || status == 304 ? 0 : -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:") && length < 0) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            last |= lower.startsWith("connection:") && lower.contains("close")
                    || lower.startsWith("content-type: text/event-stream");
        }
        if (last || !chunked && length < 0) {
            close();
        } else if (chunked) {
            for (int size = size(); size > 0; size = size()) {
                in.skipNBytes(size + 2);
            }
            line();
        } else {
            in.skipNBytes(length);
        }
        return status;
    }

    private int size() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
