package org.communique.support;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks for something over a connection that takes little at a time, and reads no more of it than the test says. */
public final class SlowReader implements AutoCloseable {
    private static final int SMALL_WINDOW = 4_096;
    private static final int PATIENCE = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final String head;

    private SlowReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (!line.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("no answer but " + line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(next);
        }
        this.head = line.toString(StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads the head of the answer.
     *
     * @param from the address that the request comes from, on loopback
     */
    public static SlowReader open(String from, String target, String... headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
        socket.setSoTimeout(PATIENCE);
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        socket.getOutputStream()
                .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new SlowReader(socket);
    }

    public int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    public String head() {
        return head;
    }

    /** The rest of the answer, up to its length. */
    public byte[] rest() throws IOException {
        int length = head.lines()
                .filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                .findFirst()
                .orElseThrow();
        return in.readNBytes(length);
    }

    /** Whether the server ends the connection within twenty seconds; what came before is thrown away. */
    public boolean isDropped() throws IOException {
        try {
            in.skipNBytes(Long.MAX_VALUE);
            return false;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    /** Goes without a word, as a process does that is killed. */
    public void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
