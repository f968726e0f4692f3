package org.communique.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communique.support.Desk;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the packaged service, and never its database, in the middle of publishing, again and again, on one store. */
class KillIT {
    private static final int KILLS = Integer.getInteger("test.kills", 2);

    /** How long the service is down. */
    private static final Duration BLACKOUT = Duration.ofSeconds(8);

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void every_acknowledged_write_is_there_after_a_kill_and_no_half_write_is(PackagedStore.Kind kind) throws Exception {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("%d kills on %s; the seed is %d", KILLS, kind, seed);
        Random random = new Random(seed);
        Map<String, String> settings =
                Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY, "COMMUNIQUE_SAMPLE", "false");
        List<String> acknowledged = new ArrayList<>();
        try (PackagedStore store = PackagedStore.open(kind)) {
            for (int kill = 0; kill < KILLS; kill++) {
                try (Service service = store.start(data, settings)) {
                    check(acknowledged);
                    publishUntilKilled(service, acknowledged, random.nextInt(800));
                }
            }
            try (Service service = store.start(data, settings)) {
                check(acknowledged);
            }
        }
        Logger.getLogger(getClass()).infof("%d acknowledged on %s", acknowledged.size(), kind);
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource
    void what_fell_due_while_the_service_was_down_is_published_at_start_in_order(PackagedStore.Kind kind)
            throws Exception {
        Map<String, String> settings = Map.of(
                "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY,
                "COMMUNIQUE_SAMPLE", "false",
                "COMMUNIQUE_EDITORIAL_GRID", "1s");
        try (PackagedStore store = PackagedStore.open(kind)) {
            List<String> due;
            try (Service service = store.start(data, settings)) {
                due = scheduleSoon();
                service.kill();
                Thread.sleep(BLACKOUT.toMillis());
            }
            try (Service service = store.start(data, settings)) {
                assertEquals(
                        due,
                        RestAssured.get("/v1/press-releases?sort=-publishedAt")
                                .jsonPath()
                                .getList("data.id"));
            }
        }
    }

    /** Two releases that go live before {@link #BLACKOUT} is over; the last to go live first. */
    private static List<String> scheduleSoon() {
        Desk desk = Desk.chief();
        String second = desk.draft(Desk.content("Due second", ""));
        String first = desk.draft(Desk.content("Due first", ""));
        // Not before the drafts are there, which takes a service that has just started a while.
        Instant soon = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(6);
        desk.verb(second, "schedule", "{\"publishAt\":\"" + soon.plusSeconds(1) + "\"}")
                .statusCode(200);
        desk.verb(first, "schedule", "{\"publishAt\":\"" + soon + "\"}").statusCode(200);
        return List.of(second, first);
    }

    private static void publishUntilKilled(Service service, List<String> acknowledged, int after) throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        CountDownLatch publishing = new CountDownLatch(1);
        Thread killer = new Thread(() -> {
            try {
                assertTrue(publishing.await(60, TimeUnit.SECONDS), "something is published before the kill");
                Thread.sleep(after);
                killed.set(true);
                service.kill();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        Desk desk = Desk.chief();
        killer.start();
        try {
            for (int i = 0; i < 10_000; i++) {
                String id = Desk.newId();
                desk.json().body(Desk.content("Killed " + id, "")).put("/v1/drafts/" + id);
                Response published = desk.json().body("{}").post("/v1/drafts/" + id + "/publish");
                if (published.statusCode() == 200) {
                    acknowledged.add(id);
                    publishing.countDown();
                }
            }
        } catch (Exception connectionLost) {
            assertTrue(killed.get(), "the service went away before it was killed: " + connectionLost);
        }
        killer.join();
    }

    /** Every acknowledged release is whole; what else is public is whole too; the sequence has no gap. */
    private static void check(List<String> acknowledged) {
        List<String> all = new ArrayList<>();
        int sequence = 0;
        for (String next = "/v1/press-releases?limit=100&view=full"; next != null; ) {
            Response page = RestAssured.given().urlEncodingEnabled(false).get(next);
            assertEquals(200, page.statusCode());
            List<Map<String, Object>> releases = page.jsonPath().getList("data");
            for (Map<String, Object> release : releases) {
                String id = release.get("id").toString();
                assertEquals("Killed " + id, release.get("title"));
                assertEquals("killed-" + id, release.get("slug"));
                assertEquals("Body of Killed " + id, ((Map<?, ?>) release.get("body")).get("text"));
                assertEquals(1, release.get("revision"));
                all.add(id);
            }
            sequence = Integer.parseInt(page.header("Communique-Sequence"));
            next = page.jsonPath().getString("links.next");
        }
        assertTrue(all.containsAll(acknowledged), "every acknowledged release is there");
        assertEquals(all.size(), sequence, "one number for each, none skipped");
        int audited = Desk.chief().keyed().get("/v1/audit").then().extract().path("meta.total");
        assertTrue(audited >= 2 * all.size(), "each write has its entry: " + audited + " for " + all.size());
    }
}
