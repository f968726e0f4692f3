package org.communique.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.communique.support.Await;
import org.communique.support.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections are guarded behind TLS too, from their first request on. */
@Tag("full")
class TlsIT {
    private static final String PASSWORD = "password";

    @TempDir
    Path folder;

    private static final class AnyServer implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private Path keys() throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, made.waitFor());
        return keys;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String answer(int port, String request) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new AnyServer()}, new SecureRandom());
        try (Socket socket = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void isRefused(String status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains("{\"type\":\"/problems/"), answer);
        assertEquals(0, answer.lastIndexOf("HTTP/1.1 " + status), answer);
    }

    @Test
    void framing_and_slowness_are_judged_behind_tls() throws Exception {
        int port = freePort();
        try (Service service = Service.start(
                folder.resolve("home"),
                Map.of(
                        "QUARKUS_HTTP_SSL_PORT",
                        Integer.toString(port),
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE",
                        keys().toString(),
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD",
                        PASSWORD,
                        "COMMUNIQUE_RECEIVE_HEAD_TIMEOUT",
                        "2s",
                        "COMMUNIQUE_RECEIVE_GRACE",
                        "1s"))) {
            // It listens there a moment later than at the other port.
            Await.until("listening", () -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    return socket.isConnected();
                } catch (ConnectException notYet) {
                    return false;
                }
            });
            String good = "GET /v1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            assertTrue(answer(port, good).startsWith("HTTP/1.1 200 "), service.log());
            isRefused("400", answer(port, "GET /v1 HTTP/3.7\r\nHost: localhost\r\n\r\n" + good));
            isRefused("408", answer(port, "GET /v1 HTTP/1.1\r\nHost: local"));
            isRefused(
                    "408",
                    answer(
                            port,
                            "POST /hub HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nh"));
        }
    }
}
