package org.communique.http.streaming;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.communique.http.json.Json;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.support.Await;
import org.communique.support.FreshStore;
import org.communique.support.LargeReleases;
import org.communique.support.LogLines;
import org.communique.support.Metrics;
import org.communique.support.OpenFiles;
import org.communique.support.RawHttp;
import org.communique.support.SlowReader;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        sample = false,
        settings = {
            "communique.answers.spool=8M",
            "communique.answers.memory=0",
            "communique.answers.patience=1s",
        })
class SpoolTest {
    private static final String NDJSON = "/v1/press-releases.ndjson?view=full";
    private static final String LIST = "/v1/press-releases?view=full&limit=7";
    private static boolean filled;

    @Inject
    Spools spools;

    @Inject
    StreamingConfig config;

    @BeforeEach
    void fill() {
        if (!filled) {
            LargeReleases.add(60, 60_000);
            filled = true;
        }
    }

    private static void awaitNothingLeft() throws Exception {
        Await.until("no open file", () -> OpenFiles.under("spool") == 0);
        Await.until("no bytes", () -> Metrics.sum("communique_answers_spool") == 0);
    }

    @Test
    void beyond_what_all_may_take_is_a_503_and_nothing_is_left() throws Exception {
        try (SlowReader one = SlowReader.open("127.0.0.1", NDJSON)) {
            assertEquals(200, one.status());
            RawHttp.Answer full = RawHttp.get(NDJSON + "&from=2020-01-02");
            assertEquals(503, full.status());
            assertTrue(full.isProblem(), full.head());
            assertTrue(full.head().contains("Retry-After: 10"), full.head());
            // What fits goes on: the same bytes take no more of it, and fewer still fit.
            assertEquals(200, RawHttp.get(NDJSON).status());
            given().get("/v1/press-releases.csv?limit=1").then().statusCode(200);
        }
        awaitNothingLeft();
    }

    @Test
    void a_body_that_cannot_be_written_leaves_nothing() throws Exception {
        ProblemException full = assertThrows(
                ProblemException.class,
                () -> spools.take(
                        "fails",
                        out -> {
                            out.write(new byte[200_000]);
                            throw new IOException("No space left on device");
                        },
                        false,
                        () -> true));
        assertEquals(ProblemType.UNAVAILABLE, full.type());
        assertThrows(
                IllegalStateException.class,
                () -> spools.take(
                        "fails",
                        out -> {
                            throw new IllegalStateException("a fault of ours");
                        },
                        false,
                        () -> true));
        assertThrows(
                ProblemException.class,
                () -> spools.take("unwanted", out -> out.write(new byte[200_000]), false, () -> false));
        Spool sound = spools.take("fails", out -> out.write(7), false, () -> true);
        assertEquals(1, sound.size());
        sound.release();
        awaitNothingLeft();
    }

    @Test
    void what_a_kill_left_is_swept_at_start() throws Exception {
        Path left = config.dataDirectory().resolve("spool").resolve("answer-left-behind");
        Files.createDirectories(left.getParent());
        Files.write(left, new byte[1_000]);
        spools.sweep(new StartupEvent());
        assertTrue(Files.notExists(left));
    }

    @Test
    void a_reader_that_takes_nothing_is_dropped() throws Exception {
        for (String target : new String[] {NDJSON, LIST}) {
            try (LogLines log = LogLines.listen();
                    SlowReader reader = SlowReader.open("127.0.0.1", target)) {
                Await.until(
                        "dropped", () -> log.lines().stream().anyMatch(line -> line.contains("that read nothing for")));
                // Though it has not taken yet what was written.
                awaitNothingLeft();
                assertTrue(reader.isDropped(), target);
            }
        }
    }

    @Test
    void what_finds_no_memory_waits_on_disk_and_is_the_same() throws Exception {
        byte[] first;
        try (SlowReader reader = SlowReader.open("127.0.0.1", LIST)) {
            assertEquals(1, OpenFiles.under("spool"));
            assertEquals(0.0, Metrics.sum("communique_answers_memory"));
            first = reader.rest();
        }
        byte[] second = RawHttp.get(LIST).body().getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(first, second);
        assertEquals(7, Json.mapper().readTree(second).at("/data").size());
        awaitNothingLeft();
    }
}
