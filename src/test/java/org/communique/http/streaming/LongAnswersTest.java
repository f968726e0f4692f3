package org.communique.http.streaming;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.communique.http.json.Json;
import org.communique.support.Await;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.LargeReleases;
import org.communique.support.LogLines;
import org.communique.support.Metrics;
import org.communique.support.OpenFiles;
import org.communique.support.RawHttp;
import org.communique.support.SlowReader;
import org.communique.support.Statements;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        sample = false,
        settings = {
            "communique.answers.exports=2",
            "communique.answers.exports-per-address=1",
            "communique.answers.downloads=2",
            "communique.answers.downloads-per-address=1",
            "communique.answers.large=2",
            "communique.answers.large-per-address=1",
            "communique.answers.streams=2",
            "communique.answers.streams-per-address=1",
            "communique.answers.polls=2",
            "communique.answers.polls-per-address=1"
        })
class LongAnswersTest {
    private static final String EXPORT = "/v1/exports/archive.ndjson";
    private static final String NDJSON = "/v1/press-releases.ndjson?view=full";
    private static final String LIST = "/v1/press-releases?view=full&limit=100";
    private static boolean filled;

    @BeforeEach
    void fill() {
        if (!filled) {
            LargeReleases.add(60, 60_000);
            filled = true;
        }
    }

    @AfterEach
    void nothing_is_left() throws Exception {
        Await.until("no open file", () -> OpenFiles.under("spool") == 0);
        for (String kept : new String[] {"open", "spool", "memory"}) {
            Await.until("nothing of " + kept, () -> Metrics.sum("communique_answers_" + kept) == 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "export, " + EXPORT,
        "download, " + NDJSON,
        "large, " + LIST,
        "large, /v1/press-releases.jsonld?view=full&limit=100",
        "stream, /v1/changes/stream?after=0&include=data"
    })
    void slow_readers_of_a_kind_are_bounded_by_address_and_overall(String kind, String target) throws Exception {
        try (SlowReader first = SlowReader.open("127.0.0.1", target);
                SlowReader second = SlowReader.open("127.0.0.2", target)) {
            assertEquals(List.of(200, 200), List.of(first.status(), second.status()));
            refused("127.0.0.1", target, 429, "too-many-requests");
            refused("127.0.0.3", target, 503, "unavailable");
            assertEquals(2.0, Metrics.sum("communique_answers_open{kind=\"" + kind + '"'));
        }
        Await.until("room", () -> {
            try (SlowReader next = SlowReader.open("127.0.0.1", target)) {
                return next.status() == 200;
            }
        });
    }

    @Test
    void waiting_requests_are_bounded_too() throws Exception {
        String target = "/v1/changes?wait=30&after=" + given().get("/v1").header("Communique-Sequence");
        SlowReader[] waiting = new SlowReader[2];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int own = i;
            threads.add(new Thread(() -> {
                try {
                    waiting[own] = SlowReader.open("127.0.0." + (own + 1), target.replace("wait=30", "wait=3"));
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }));
        }
        threads.forEach(Thread::start);
        Await.until("waiting", () -> Metrics.sum("communique_answers_open{kind=\"poll\"") == 2.0);
        refused("127.0.0.1", target, 429, "too-many-requests");
        refused("127.0.0.3", target, 503, "unavailable");
        assertEquals(200, given().head(target).statusCode());
        for (int i = 0; i < 2; i++) {
            threads.get(i).join();
            assertEquals(200, waiting[i].status());
            waiting[i].close();
        }
    }

    /** Opens it once the place of the one before is free. */
    private static SlowReader granted(String from, String target) throws Exception {
        SlowReader[] reader = new SlowReader[1];
        Await.until("granted", () -> {
            reader[0] = SlowReader.open(from, target);
            return reader[0].status() == 200;
        });
        return reader[0];
    }

    private static void refused(String from, String target, int status, String type) throws Exception {
        try (SlowReader reader = SlowReader.open(from, target)) {
            assertEquals(status, reader.status());
            assertTrue(reader.head().contains("Retry-After: 10"), reader.head());
            assertTrue(reader.head().contains("application/problem+json"), reader.head());
            assertTrue(reader.head().contains("Cache-Control: no-store"), reader.head());
            String problem = new String(reader.rest(), StandardCharsets.UTF_8);
            assertTrue(problem.contains("\"type\":\"/problems/" + type + '"'), problem);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPORT, NDJSON, "/v1/press-releases.csv", "/sitemap.xml", "/sitemap-2020-1.xml"})
    void a_head_or_a_304_writes_no_download(String target) throws Exception {
        written();
        RawHttp.Answer head =
                RawHttp.send("HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertEquals(200, head.status());
        assertEquals("", head.body());
        assertFalse(head.head().toLowerCase().contains("content-length"), head.head());
        assertEquals(
                304,
                given().header("If-None-Match", validator(head)).get(target).statusCode());
        assertEquals(0, written());
        assertEquals(validator(head), validator(RawHttp.get(target)));
        // A short one is not written by those threads.
        boolean isLong = target.equals(EXPORT) || target.equals(NDJSON);
        assertEquals(isLong, written() > 0, "a GET is written by the threads that are counted");
    }

    @Test
    void long_texts_are_marked_for_few_at_a_time() throws Exception {
        Index.await();
        List<Callable<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String target = "/v1/press-releases?limit=60&highlight=true&fields=id&q=words&from=1990-01-0" + (i + 1);
            readers.add(() -> {
                Response answer = given().get(target);
                if (answer.statusCode() != 200) {
                    assertEquals("10", answer.header("Retry-After"));
                }
                return answer.statusCode();
            });
        }
        ExecutorService together = Executors.newFixedThreadPool(readers.size());
        try {
            Set<Integer> statuses = new TreeSet<>();
            for (Future<Integer> one : together.invokeAll(readers)) {
                statuses.add(one.get());
            }
            assertEquals(Set.of(200, 429), statuses);
        } finally {
            together.shutdown();
        }
    }

    /** The reset comes at any moment: before the answer is begun, while it is written down, while it is sent. */
    @Test
    void a_reset_gives_back_the_place_whenever_it_comes() throws Exception {
        try (LogLines log = LogLines.listen()) {
            for (int i = 0; i < 60; i++) {
                try (Socket reader = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
                    reader.setSoLinger(true, 0);
                    String target = i % 2 == 0 ? EXPORT : NDJSON;
                    reader.getOutputStream()
                            .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    Thread.sleep(i / 2 % 15);
                }
            }
            Await.until("nothing open", () -> Metrics.sum("communique_answers_open") == 0);
            assertTrue(
                    log.lines().stream().noneMatch(line -> line.contains("The client has disconnected")),
                    "it fills no log");
        }
    }

    @Test
    void who_asks_for_the_same_shares_a_file_and_an_abort_closes_it() throws Exception {
        try (SlowReader second = SlowReader.open("127.0.0.2", NDJSON)) {
            SlowReader first = SlowReader.open("127.0.0.1", NDJSON);
            assertEquals(1, OpenFiles.under("spool"));
            first.abort();
            byte[] rest = second.rest();
            try (SlowReader again = granted("127.0.0.1", NDJSON)) {
                assertArrayEquals(again.rest(), rest);
            }
        }
    }

    @Test
    void a_long_answer_is_the_same_from_memory_and_made_anew() throws Exception {
        String one = "/v1/press-releases/"
                + given().get("/v1/press-releases?limit=1").path("data[0].id");
        byte[][] bodies = new byte[3][];
        for (int i = 0; i < bodies.length; i++) {
            try (SlowReader reader = granted("127.0.0.1", one)) {
                bodies[i] = reader.rest();
                assertTrue(reader.head().contains(i == 0 ? "fwd" : "hit"), reader.head());
            }
        }
        assertTrue(bodies[0].length > LongBody.LONG, "it is sent in pieces: " + bodies[0].length);
        assertArrayEquals(bodies[0], bodies[1]);
        assertArrayEquals(bodies[0], bodies[2]);
        assertTrue(Json.mapper().readTree(bodies[2]).at("/body/html").asText().length() > 50_000);
    }

    @Test
    void requests_without_end_wait_until_their_answers_are_taken() throws Exception {
        String one = "/v1/press-releases/"
                + given().get("/v1/press-releases?limit=1").path("data[0].id") + ".txt";
        int length = RawHttp.get(one).body().length();
        assertTrue(length > 50_000 && length <= LongBody.LONG, "it is written at once: " + length);
        double before = answered();
        int many = 400;
        String more = ("\r\nGET " + one + " HTTP/1.1\r\nHost: localhost\r\n").repeat(many - 1);
        try (SlowReader reader = SlowReader.open("127.0.0.1", one, more + "X-Last: yes")) {
            assertEquals(200, reader.status());
            double answered = Await.steady(LongAnswersTest::answered) - before;
            assertTrue(answered * length < 4_000_000, answered + " responses of " + length + " bytes are kept for it");
            reader.rest();
        }
    }

    /** Statements of the threads that write downloads, since the last call. */
    private static int written() {
        return Statements.taken("communique-download") + Statements.taken("communique-export");
    }

    private static String validator(RawHttp.Answer answer) {
        return answer.head()
                .lines()
                .filter(line -> line.startsWith("ETag: "))
                .findFirst()
                .orElseThrow()
                .substring(6);
    }

    private static double answered() {
        return Metrics.read().entrySet().stream()
                .filter(one -> one.getKey().startsWith("http_server_requests_seconds_count")
                        && one.getKey().contains("/v1/press-releases/{id}"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
