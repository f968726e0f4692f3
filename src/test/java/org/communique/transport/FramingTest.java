package org.communique.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.communique.support.RawHttp;
import org.communique.support.RawSocket;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a request of HTTP/1.1 (RFC 9112), as it comes on the socket. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class FramingTest {
    private static final String GOOD = "GET /v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static String get(String... headers) {
        return "GET /v1/navigation HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String post(String headers, String body) {
        return "POST /hub HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n" + headers
                + "\r\n\r\n" + body;
    }

    static Stream<String> refused() {
        return Stream.of(
                post("Transfer-Encoding: gzip", GOOD),
                post("Transfer-Encoding: identity", GOOD),
                post("Transfer-Encoding: identity\r\nContent-Length: 0", ""),
                post("Transfer-Encoding: chunked, gzip", "0\r\n\r\n"),
                post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n"),
                post("Transfer-Encoding: chunked, chunked", "0\r\n\r\n"),
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n"),
                post("Transfer-Encoding: xchunked", "0\r\n\r\n"),
                post("Transfer-Encoding: \"chunked\"", "0\r\n\r\n"),
                post("Transfer-Encoding: chunked;q=1", "0\r\n\r\n"),
                post("Transfer-Encoding:", ""),
                post("Transfer-Encoding: chun\r\n ked", "0\r\n\r\n"),
                post("Transfer-Encoding : chunked", "0\r\n\r\n"),
                post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n"),
                post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
                post("Content-Length: 5\r\nContent-Length: 6", "aaaaa"),
                post("Content-Length: 5, 6", "aaaaa"),
                post("Content-Length: +5", "aaaaa"),
                post("Content-Length: -1", ""),
                post("Content-Length: 0x5", "aaaaa"),
                post("Content-Length: 5 5", "aaaaa"),
                post("Content-Length: 99999999999999999999", "aaaaa"),
                post("Content-Length: five", "aaaaa"),
                post("Content-Length:", ""),
                "POST /hub HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                get(),
                get("Host: localhost", "Host: localhost"),
                get("Host: localhost", "Host: other.example"),
                get("Host: a b"),
                get("Host: a@b"),
                get("Host: a/b"),
                get("Host: a,b"),
                get("Host: a:b"),
                get("Host:"),
                get("Host: localhost", ": x"),
                get("Host: localhost", ":"),
                get("Host: localhost", "X : y"),
                get("Host: localhost", "X\t: y"),
                get(" X: y", "Host: localhost"),
                get("Host: localhost", "X y: z"),
                get("Host: localhost", "X(: z"),
                get("Host: localhost", "X\u00e9: z"),
                get("Host: localhost", "no colon"),
                get("Host: localhost", "X: a\0b"),
                get("Host: localhost", "X\0: a"),
                get("Host: localhost", "X: a\rb"),
                get("Host: localhost", "X: a\u000bb"),
                "GET /v1/navigation HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n",
                "GET /v1/navigation HTTP/1.1\nHost: localhost\n\n",
                "GET /v1/navigation HTTP/1.1\r\nHost: localhost\r\rX: y\r\n\r\n",
                "GET /v1/navigation HTTP/3.7\r\nHost: localhost\r\n\r\n",
                "GET /v1/navigation HTTP/2.0\r\nHost: localhost\r\n\r\n",
                "GET /v1/navigation HTTP/1.2\r\nHost: localhost\r\n\r\n",
                "GET /v1/navigation HTTP/0.9\r\nHost: localhost\r\n\r\n",
                "GET /v1/navigation http/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/navigation HTTP/1.1x\r\nHost: localhost\r\n\r\n",
                "GET /v1/navigation HTTP/11\r\nHost: localhost\r\n\r\n",
                "GET /v1/navigation HTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/navigation ICAP/1.0\r\nHost: localhost\r\n\r\n",
                "GET /v1/navigation\r\n\r\n",
                "GET\r\n\r\n",
                "GET  HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "/v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "\u0016\u0003\u0001hello\r\n\r\n",
                "G\0T /v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "G(T /v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET example.org:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET ftp://localhost/v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET http:///v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET http://a@b/v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "CONNECT example.org:80 HTTP/1.1\r\nHost: example.org:80\r\n\r\n");
    }

    /** The one answer is a problem that ends the connection, and the good request behind it gets none. */
    private static void isRefused(String request) throws IOException {
        RawHttp.Answer answer = RawHttp.send(request + GOOD + GOOD);
        assertEquals(400, answer.status(), request);
        assertTrue(answer.head().toLowerCase().contains("connection: close"), request + answer.head());
        assertTrue(answer.isProblem(), request + answer.head() + answer.body());
        assertTrue(answer.head().contains("Cache-Control: no-store"), request + answer.head());
        assertFalse(
                answer.body().contains("HTTP/1.1 200") || answer.body().contains("HTTP/1.1 4"),
                request + " was followed by " + answer.body());
    }

    @ParameterizedTest
    @MethodSource
    void refused(String request) throws IOException {
        isRefused(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "z\r\n",
                "-1\r\n",
                "+5\r\naaaaa\r\n0\r\n\r\n",
                "0x5\r\naaaaa\r\n0\r\n\r\n",
                "\r\n",
                "ffffffffffffffffff\r\n",
                "5\r\naaaaaa\r\n0\r\n\r\n",
                "5\r\naaaaa0\r\n\r\n",
                "5\naaaaa\r\n0\r\n\r\n",
                "5\r\naaaaa\r\n0\r\nno colon\r\n\r\n"
            })
    void chunks_that_are_not_sound(String body) throws IOException {
        isRefused(post("Transfer-Encoding: chunked", body));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_came_before_is_answered(String request) throws IOException {
        try (RawSocket connection = new RawSocket()) {
            connection.send(GOOD + request + GOOD);
            assertEquals(200, connection.read().status());
            assertEquals(400, connection.read().status(), request);
            assertEquals("", connection.readToEnd());
        }
    }

    @Test
    void a_head_that_is_much_too_large_is_a_problem_too() throws IOException {
        RawHttp.Answer line = RawHttp.send("GET /" + "x".repeat(200_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertEquals(414, line.status());
        assertTrue(line.isProblem(), line.body());
        RawHttp.Answer headers = RawHttp.send(get("Host: localhost", "X: " + "x".repeat(200_000)));
        assertEquals(431, headers.status());
        assertTrue(headers.isProblem(), headers.body());
    }

    @Test
    void what_is_sound_is_answered_on_the_same_connection() throws IOException {
        List<String> sound = List.of(
                GOOD,
                "\r\n" + GOOD,
                get("hOST: localhost:8080"),
                get("Host: [::1]:8080"),
                get("Host: localhost", "X-Empty:", "X:no space", "X: \t both \t"),
                get("Host: localhost", "Content-Length: 0"),
                "GET http://press.example.org/v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET HTTP://press.example.org:80/v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n",
                get("Host: localhost", "Content-Length: 5") + "GET /",
                get("Host: localhost", "Transfer-Encoding: Chunked") + "5;a=b\r\nGET /\r\n0\r\nX: y\r\n\r\n");
        try (RawSocket connection = new RawSocket()) {
            for (String request : sound) {
                assertEquals(200, connection.send(request).read().status(), request);
            }
            connection.send(String.join("", sound));
            for (String request : sound) {
                assertEquals(200, connection.read().status(), request);
            }
        }
    }

    @Test
    void methods_are_case_sensitive_and_a_star_is_no_resource() throws IOException {
        try (RawSocket connection = new RawSocket()) {
            assertEquals(405, connection.send("get" + GOOD.substring(3)).read().status());
            assertEquals(
                    404,
                    connection
                            .send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")
                            .read()
                            .status());
            assertEquals(200, connection.send(GOOD).read().status());
        }
    }

    /** Over clear text there is HTTP/1.1 only, so that no limit can be gone round. */
    @Test
    void no_other_protocol_is_taken_up() throws IOException {
        try (RawSocket connection = new RawSocket()) {
            connection.send(get(
                    "Host: localhost",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__"));
            assertEquals(200, connection.read().status());
        }
        isRefused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }
}
