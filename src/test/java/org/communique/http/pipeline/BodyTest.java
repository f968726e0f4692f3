package org.communique.http.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.communique.support.FreshStore;
import org.communique.support.RawHttp;
import org.communique.support.RawSocket;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a body is received, how much of it, how slowly, and what becomes of the connection. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        settings = {
            "communique.receive.head-timeout=3s",
            "communique.receive.waiting-connections=40",
            "communique.receive.body-timeout=3s",
            "communique.receive.grace=1s",
            "communique.import.timeout=3s"
        })
class BodyTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String KEY = "Authorization: Bearer " + TestStore.KEY + "\r\n";
    private static final String GOOD = "GET /v1/navigation HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static String head(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("", headers) + "\r\n";
    }

    private static String length(int bytes) {
        return "Content-Length: " + bytes + "\r\n";
    }

    private static void isLast(RawSocket connection, RawHttp.Answer answer) throws IOException {
        assertTrue(answer.isProblem(), answer.head() + answer.body());
        assertTrue(answer.head().contains("onnection: close"), answer.head());
        assertEquals("", connection.readToEnd());
    }

    /** The operations with bodies of each kind: public, JSON in memory, and the archive on disk. */
    private static final List<String[]> TAKING = List.of(
            new String[] {"POST /hub", FORM},
            new String[] {"POST /v1/drafts", JSON + KEY},
            new String[] {"PUT /v1/drafts/" + UUID.randomUUID(), JSON + KEY},
            new String[] {"POST /v1/imports", "Content-Type: application/x-ndjson\r\n" + KEY});

    @Test
    void a_body_that_does_not_come_is_a_timeout() throws IOException {
        List<RawSocket> all = new ArrayList<>();
        try {
            for (String[] taking : TAKING) {
                for (String framing : List.of(length(100), "Transfer-Encoding: chunked\r\n")) {
                    String begun = framing.startsWith("C") ? "{" : "1\r\n{\r\n";
                    all.add(new RawSocket().send(head(taking[0], taking[1], framing)));
                    all.add(new RawSocket()
                            .send(head(taking[0], taking[1], framing))
                            .send(begun));
                }
                RawSocket told =
                        new RawSocket().send(head(taking[0], taking[1], length(100), "Expect: 100-continue\r\n"));
                assertEquals(100, told.read().status(), taking[0]);
                all.add(told);
            }
            for (RawSocket connection : all) {
                RawHttp.Answer answer = connection.read();
                assertEquals(408, answer.status(), answer.body());
                isLast(connection, answer);
            }
        } finally {
            for (RawSocket one : all) {
                one.close();
            }
        }
    }

    @Test
    void a_body_that_is_waited_for_is_asked_for_once() throws IOException {
        try (RawSocket connection = new RawSocket()) {
            for (String expect : List.of("Expect: 100-continue\r\n", "Expect: 100-Continue\r\n")) {
                connection.send(head("POST /v1/drafts", JSON, KEY, length(2), expect));
                assertEquals(100, connection.read().status());
                connection.send("{}");
                assertEquals(201, connection.read().status());
            }
            connection.send(head("POST /v1/drafts", JSON, KEY, length(2), "Expect: 100-continue\r\n") + "{}");
            assertEquals(201, connection.read().status());
            connection.send(head("POST /v1/drafts", JSON, KEY, "Expect: 100-continue\r\n"));
            assertEquals(201, connection.read().status());
        }
    }

    @Test
    void who_is_refused_is_not_asked_for_the_body() throws IOException {
        String expect = "Expect: 100-continue\r\n";
        for (String body : List.of(length(100), length(2_000_000), "Transfer-Encoding: chunked\r\n")) {
            for (String expected : List.of("", expect)) {
                refusedAtOnce(401, head("POST /v1/drafts", JSON, body, expected));
                refusedAtOnce(401, head("POST /v1/imports", "Content-Type: application/x-ndjson\r\n", body, expected));
                refusedAtOnce(415, head("POST /v1/drafts", KEY, "Content-Type: text/plain\r\n", body, expected));
                refusedAtOnce(405, head("PUT /v1/press-releases", JSON, body, expected));
                refusedAtOnce(404, head("POST /v1/nothing", JSON, body, expected));
            }
        }
        refusedAtOnce(413, head("POST /v1/imports", "Content-Length: 9000000000000000000\r\n"));
        refusedAtOnce(413, head("POST /v1/drafts", JSON, KEY, length(2_097_153), expect));
        refusedAtOnce(
                413,
                head(
                        "POST /v1/imports",
                        "Content-Type: application/x-ndjson\r\n",
                        KEY,
                        "Content-Length: 5000000000\r\n"));
        refusedAtOnce(413, head("POST /hub", FORM, length(16_385), expect));
        refusedAtOnce(417, head("POST /hub", FORM, length(5), "Expect: miracles\r\n"));
        refusedAtOnce(417, head("POST /hub", FORM, length(5), "Expect: 100-continue, miracles\r\n"));
    }

    private static void refusedAtOnce(int status, String head) throws IOException {
        try (RawSocket connection = new RawSocket()) {
            RawHttp.Answer answer = connection.send(head).read();
            assertEquals(status, answer.status(), head + answer.body());
            isLast(connection, answer);
        }
    }

    @Test
    void a_read_does_not_wait_for_a_body() throws IOException {
        try (RawSocket connection = new RawSocket()) {
            RawHttp.Answer answer =
                    connection.send(head("GET /v1/navigation", length(10))).read();
            assertEquals(200, answer.status());
            assertTrue(answer.head().contains("onnection: close"), answer.head());
            assertEquals("", connection.readToEnd());
        }
    }

    @Test
    void a_body_in_chunks_is_bounded_as_one_with_a_length() throws IOException {
        String chunk = "1000\r\n" + "a".repeat(4_096) + "\r\n";
        for (int chunks : List.of(4, 5)) {
            RawHttp.Answer answer =
                    RawHttp.send(head("POST /hub", FORM, "Transfer-Encoding: chunked\r\nConnection: close\r\n")
                            + chunk.repeat(chunks) + "0\r\n\r\n");
            assertEquals(chunks == 4 ? 400 : 413, answer.status());
        }
        RawHttp.Answer keyed =
                RawHttp.send(head("POST /v1/drafts", JSON, KEY, "Transfer-Encoding: chunked\r\nConnection: close\r\n")
                        + chunk.repeat(513) + "0\r\n\r\n");
        assertEquals(413, keyed.status());
    }

    @Test
    void a_body_that_has_come_is_no_reason_to_close() throws IOException {
        try (RawSocket connection = new RawSocket()) {
            String draft = head("POST /v1/drafts", JSON, KEY, length(2)) + "{}";
            String chunked = head("POST /v1/drafts", JSON, KEY, "Transfer-Encoding: chunked\r\n")
                    + "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n";
            String unknown = head("POST /v1/nothing", JSON, length(2)) + "{}";
            String keyless = head("POST /v1/drafts", JSON, length(2)) + "{}";
            String large = head("POST /hub", FORM, length(16_385)) + "a".repeat(16_385);
            connection.send(draft + chunked + unknown + keyless + large + GOOD);
            for (int status : List.of(201, 201, 404, 401, 413, 200)) {
                RawHttp.Answer answer = connection.read();
                assertEquals(status, answer.status());
                assertTrue(!answer.head().contains("onnection: close"), answer.head());
            }
            connection.send(head("POST /v1/drafts", JSON, KEY, length(2)) + "{").send("}" + GOOD);
            assertEquals(201, connection.read().status());
            assertEquals(200, connection.read().status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /hub", "POST /v1/drafts", "POST /v1/imports"})
    void a_connection_that_ends_in_the_body_leaves_no_trace(String line) throws IOException {
        String type =
                line.endsWith("hub") ? FORM : line.endsWith("drafts") ? JSON : "Content-Type: application/x-ndjson\r\n";
        try (RawSocket connection = new RawSocket()) {
            connection.send(head(line, type, KEY, length(100)) + "{\"");
        }
        try (RawSocket connection = new RawSocket()) {
            assertEquals(200, connection.send(GOOD).read().status());
        }
    }

    @Test
    void a_head_that_does_not_come_is_a_timeout_and_silence_is_only_closed() throws IOException {
        try (RawSocket silent = new RawSocket();
                RawSocket half = new RawSocket();
                RawSocket later = new RawSocket();
                RawSocket idle = new RawSocket()) {
            half.send("GET /v1 HTTP/1.1\r\nHost: localhost\r\nX-");
            assertEquals(200, later.send(GOOD + "GET /v1 HT").read().status());
            assertEquals(200, idle.send(GOOD).read().status());
            later.send("TP");
            assertEquals("", silent.readToEnd());
            for (RawSocket slow : List.of(half, later)) {
                RawHttp.Answer answer = slow.read();
                assertEquals(408, answer.status());
                isLast(slow, answer);
            }
            assertEquals(200, idle.send(GOOD).read().status());
        }
    }

    @Test
    void of_too_many_connections_that_wait_for_a_head_the_oldest_go() throws Exception {
        RawSocket[] all = new RawSocket[50];
        try {
            for (int i = 0; i < all.length; i++) {
                all[i] = new RawSocket().send("GET /v1/nav");
            }
            // Those that are to go have a second, for what may have come already.
            Thread.sleep(1_500);
            int answered = 0;
            for (int i = all.length - 1; i >= 0; i--) {
                boolean open = finishes(all[i]);
                assertTrue(open || i < 20, "connection " + i);
                answered += open ? 1 : 0;
            }
            // One whose head is there before all are counted makes room for another.
            assertTrue(answered >= 40 && answered < all.length, answered + " were answered");
        } finally {
            for (RawSocket one : all) {
                one.close();
            }
        }
    }

    private static boolean finishes(RawSocket connection) {
        try {
            return connection
                            .send("igation HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .read()
                            .status()
                    == 200;
        } catch (IOException closed) {
            return false;
        }
    }
}
