package org.communique.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.communique.support.Desk;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services in processes of their own over one PostgreSQL: what is scheduled goes live once, and on time. */
@Tag("full")
class TwoNodesIT {
    private static final int SCHEDULED = 6;
    /** Releases published and retracted before on each node: a process just started is slow at everything. */
    private static final int WARM_UP = 10;

    private static final Map<String, String> SETTINGS = Map.of(
            "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY,
            "COMMUNIQUE_SAMPLE", "false",
            "COMMUNIQUE_EDITORIAL_GRID", "2s");

    @TempDir
    Path folder;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private PackagedStore store;
    private List<Service> nodes;

    /** Both at once on an empty database, so that they meet while they create it. */
    @BeforeEach
    void start() throws Exception {
        store = PackagedStore.open(PackagedStore.Kind.POSTGRESQL);
        Future<Service> other = pool.submit(() -> store.start(folder.resolve("other"), SETTINGS));
        Service one = store.start(folder.resolve("one"), SETTINGS);
        nodes = List.of(one, other.get(60, TimeUnit.SECONDS));
    }

    @AfterEach
    void stop() throws Exception {
        pool.shutdownNow();
        for (Service node : nodes) {
            node.close();
        }
        store.close();
    }

    @Test
    void what_two_nodes_have_scheduled_for_one_instant_goes_live_once_and_on_time_on_both() throws Exception {
        Desk desk = Desk.chief();
        for (int i = 0; i < 2 * WARM_UP; i++) {
            nodes.get(i % 2).talk();
            desk.verb(desk.published("Before " + i), "retract", "{}").statusCode(200);
            Sighting.watch(nodes.get(i % 2), Instant.now().plusMillis(1));
        }
        Instant due = nextLine(Instant.now().plusSeconds(6));
        Set<String> scheduled = new HashSet<>();
        for (int i = 0; i < SCHEDULED; i++) {
            nodes.get(i % 2).talk();
            String id = desk.draft(Desk.content("Scheduled " + i, ""));
            desk.verb(id, "schedule", "{\"publishAt\":\"" + due + "\"}").statusCode(200);
            scheduled.add(id);
        }
        assertTrue(Instant.now().isBefore(due), "all are scheduled before they are due");

        List<Future<List<Sighting>>> watches = new ArrayList<>();
        for (Service node : nodes) {
            watches.add(pool.submit(() -> Sighting.watch(node, due.plusSeconds(3))));
        }
        for (Future<List<Sighting>> watch : watches) {
            check(watch.get(60, TimeUnit.SECONDS), due, scheduled);
        }
        Set<String> answers = new HashSet<>();
        for (Service node : nodes) {
            node.talk();
            scheduled.forEach(id -> publishedOnce(id, due));
            var list = RestAssured.get("/v1/press-releases?limit=100&view=full");
            assertEquals(
                    Integer.toString(4 * WARM_UP + SCHEDULED),
                    list.header("Communique-Sequence"),
                    "a number for each change, no more");
            answers.add(list.asString());
        }
        assertEquals(1, answers.size(), "both nodes show the same");
    }

    private static void publishedOnce(String id, Instant due) {
        JsonPath release = RestAssured.get("/v1/press-releases/" + id).jsonPath();
        assertEquals(1, release.getInt("revision"));
        assertEquals(due, Instant.parse(release.getString("publishedAt")));
        assertEquals(
                List.of(1),
                RestAssured.get("/v1/press-releases/" + id + "/revisions")
                        .jsonPath()
                        .getList("data.revision"));
        JsonPath audit = Desk.chief()
                .keyed()
                .queryParam("subject", id)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals(
                Set.of("draft.write", "draft.schedule", "draft.publish"), new HashSet<>(audit.getList("data.action")));
        assertEquals(3, audit.getInt("meta.total"));
        assertEquals("clock", audit.getString("data.find { it.action == 'draft.publish' }.actor.name"));
    }

    /**
     * Nothing in an answer that came before the instant; everything in one that was asked for a second after it, or later
     * by as long as the slowest answer took while nothing was due: where reads stall, the clock does.
     */
    private static void check(List<Sighting> sightings, Instant due, Set<String> scheduled) {
        int before = 0;
        int after = 0;
        Duration stalled = sightings.stream()
                .filter(sighting -> sighting.answered().isBefore(due))
                .map(Sighting::taken)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        report(sightings, due, stalled);
        for (Sighting sighting : sightings) {
            if (sighting.answered().isBefore(due)) {
                assertEquals(Set.of(), sighting.ids(), "early");
                before++;
            } else if (!sighting.asked().isBefore(due.plusSeconds(1).plus(stalled))) {
                assertEquals(scheduled, sighting.ids(), "late");
                after++;
            }
        }
        assertTrue(before > 0 && after > 0, before + " answers before and " + after + " after");
    }

    private static void report(List<Sighting> sightings, Instant due, Duration stalled) {
        StringJoiner line = new StringJoiner(", ");
        int seen = 0;
        for (Sighting sighting : sightings) {
            if (sighting.ids().size() != seen) {
                seen = sighting.ids().size();
                line.add(seen + " after " + due.until(sighting.answered(), ChronoUnit.MILLIS) + " ms");
            }
        }
        Logger.getLogger(TwoNodesIT.class)
                .infof(
                        "live in %d answers: %s; the slowest before took %d ms",
                        sightings.size(), line, stalled.toMillis());
    }

    private static Instant nextLine(Instant after) {
        return Instant.ofEpochSecond(after.getEpochSecond() / 2 * 2 + 2);
    }
}
