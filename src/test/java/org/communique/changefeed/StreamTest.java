package org.communique.changefeed;

import static io.restassured.RestAssured.given;
import static org.communique.support.Desk.content;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.LogLines;
import org.communique.support.RawHttp;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        sample = false,
        settings = {
            "communique.stream.heartbeat=300ms",
            "communique.stream.patience=1s",
            "communique.answers.streams-per-address=2000"
        })
class StreamTest {
    private final Desk desk = Desk.chief();

    private static long now() {
        return Long.parseLong(given().get("/v1").header("Communique-Sequence"));
    }

    @Test
    void what_was_comes_first_and_then_what_happens() throws Exception {
        long start = now();
        String first = desk.published("Before the stream");
        try (EventReader reader = EventReader.open("/v1/changes/stream?after=" + start)) {
            assertTrue(reader.head().contains("text/event-stream"), reader.head());
            assertTrue(reader.head().contains("no-cache"), reader.head());
            EventReader.Event was = reader.next();
            assertEquals(Long.toString(start + 1), was.id());
            assertEquals(first, was.json().at("/subject/id").asText());
            String second = desk.published("While it runs");
            EventReader.Event is = reader.next();
            assertEquals(Long.toString(start + 2), is.id());
            assertEquals(second, is.json().at("/subject/id").asText());
            assertEquals("press-release.published", is.json().get("type").asText());
        }
    }

    @Test
    void the_last_event_id_wins_over_after() throws Exception {
        long start = now();
        desk.published("Already seen");
        String id = desk.published("Not yet seen");
        try (EventReader reader = EventReader.open("/v1/changes/stream?after=0", "Last-Event-ID: " + (start + 1))) {
            assertEquals(id, reader.next().json().at("/subject/id").asText());
        }
    }

    @Test
    void a_filter_and_data_work_as_in_the_feed() throws Exception {
        desk.json().body("{\"names\":{}}").put("/v1/countries/KZ");
        long start = now();
        desk.published("Not in Kazakhstan");
        String id = desk.draft(content("In Kazakhstan", ",\"countries\":[\"KZ\"]"));
        desk.verb(id, "publish", "{}").statusCode(200);
        try (EventReader reader = EventReader.open("/v1/changes/stream?country=KZ&include=data&after=" + start)) {
            assertEquals("In Kazakhstan", reader.next().json().at("/data/title").asText());
        }
    }

    @Test
    void silence_is_broken_by_a_comment_that_says_how_far_it_is() throws Exception {
        desk.published("Left out");
        try (EventReader reader = EventReader.open("/v1/changes/stream?fieldOfWork.none=false&after=" + now())) {
            assertEquals(Long.toString(now()), reader.beat());
        }
    }

    @Test
    void a_thousand_readers_hear_of_a_change() throws Exception {
        long start = now();
        List<EventReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                readers.add(EventReader.open("/v1/changes/stream?after=" + start));
            }
            int threads = Thread.activeCount();
            String id = desk.published("Heard by all");
            for (EventReader reader : readers) {
                assertEquals(id, reader.next().json().at("/subject/id").asText());
            }
            assertTrue(threads < 500, "no thread is held for a stream: " + threads);
        } finally {
            for (EventReader reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void a_reader_that_takes_nothing_is_dropped_with_the_reason() throws Exception {
        long start = now();
        String[] lines = new String[120];
        String body = "<p>" + "long ".repeat(34_000) + "</p>";
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "{\"record\":\"press-release\",\"externalIds\":[{\"system\":\"slow\",\"id\":\"" + i + "\"}],"
                    + content("Slow " + i, "").substring(1).replaceAll("<p>.*</p>", body);
        }
        try (LogLines log = LogLines.listen();
                EventReader reader = EventReader.open("/v1/changes/stream?include=data&after=" + start)) {
            assertEquals("completed", Archives.importing(lines).getString("status"));
            while (log.lines().stream().noneMatch(line -> line.contains("that read nothing for"))) {
                Thread.sleep(20);
            }
            EventReader.Event last = null;
            int read = 0;
            for (EventReader.Event event = reader.next(); event != null; event = reader.next()) {
                last = event;
                read++;
            }
            assertTrue(read < lines.length, "not everything was kept for it: " + read);
            assertEquals("end", last.name());
            assertTrue(last.data().contains("Nothing was read"), last.data());
        }
    }

    @Test
    void a_head_of_the_stream_has_the_headers_and_ends() throws Exception {
        RawHttp.Answer head =
                RawHttp.send("HEAD /v1/changes/stream HTTP/1.1\r\nHost: localhost\r\n" + "Connection: close\r\n\r\n");
        assertEquals(200, head.status());
        assertTrue(head.head().contains("text/event-stream"), head.head());
        assertEquals("", head.body());
    }

    @Test
    void bad_input_is_a_problem_and_no_stream() {
        given().header("Last-Event-ID", "yesterday")
                .get("/v1/changes/stream?country=XX&wait=3")
                .then()
                .statusCode(400)
                .header("Content-Type", equalTo("application/problem+json"))
                .body("errors.name", equalTo(List.of("country", "Last-Event-ID", "wait")));
        given().header("Last-Event-ID", Long.toString(now() + 1_000))
                .get("/v1/changes/stream")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/after-beyond-end"));
    }
}
