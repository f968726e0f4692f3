package org.communique.support;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends what no HTTP client would. */
public final class RawHttp {
    private static final int PATIENCE = 10_000;

    private RawHttp() {}

    /** An answer as it came. */
    public record Answer(int status, String head, String body) {
        public boolean isProblem() {
            return head.toLowerCase().contains("content-type: application/problem+json")
                    && body.startsWith("{\"type\":\"/problems/");
        }
    }

    public static Answer get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    public static Answer send(String request) throws IOException {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends the bytes and reads to the end; a server that does not close within ten seconds is a failure. */
    public static Answer send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(PATIENCE);
            try {
                socket.getOutputStream().write(request);
            } catch (IOException alreadyAnswered) {
                // The answer came before the whole request was sent.
            }
            return parse(read(socket.getInputStream()));
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no end of the answer after " + all.toString(StandardCharsets.UTF_8), silent);
        } catch (IOException reset) {
            // What came before counts.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static Answer parse(String text) {
        if (!text.startsWith("HTTP/1.1 ")) {
            throw new AssertionError("not an HTTP answer: " + text);
        }
        int end = text.indexOf("\r\n\r\n");
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
}
