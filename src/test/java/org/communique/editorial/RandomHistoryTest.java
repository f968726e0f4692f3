package org.communique.editorial;

import static io.restassured.RestAssured.given;
import static org.communique.support.Newsroom.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.communique.editorial.Replay.Entry;
import org.communique.editorial.Replay.Made;
import org.communique.support.Desk;
import org.communique.support.TestStore;
import org.communique.value.Slug;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random sequences of verbs by three writers at once on the same releases, against a model kept beside them. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class RandomHistoryTest {
    private static final int HISTORIES = Integer.getInteger("test.histories", 50);
    private static final int WRITERS = 3;
    private static final int RELEASES = 2;

    private final Map<Integer, Integer> statuses = new HashMap<>();
    private int changes;

    @Test
    void what_is_public_equals_the_model_and_the_audit_log_tells_the_whole_story() throws Exception {
        long seed = System.nanoTime();
        Logger log = Logger.getLogger(getClass());
        log.infof("%d histories; the seed is %d", HISTORIES, seed);
        Map<String, Desk> desks = new HashMap<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = "history writer " + writer;
            desks.put(name, Desk.with(name, "write:drafts", "publish", "retract"));
        }
        int before = sequence();
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < HISTORIES; i++) {
            history(pool, desks, new Random(seed + i));
        }
        pool.shutdown();
        assertEquals(changes, sequence() - before, "one number for each change of what is public");
        log.infof("%d changes; answers by status: %s", changes, statuses);
        assertTrue(statuses.containsKey(409) && statuses.containsKey(412), "writers were in each other's way");
    }

    private void history(ExecutorService pool, Map<String, Desk> desks, Random random) throws Exception {
        List<String> releases =
                IntStream.range(0, RELEASES).mapToObj(i -> Desk.newId()).toList();
        List<Future<Map<String, List<Made>>>> writers = new ArrayList<>();
        for (var desk : desks.entrySet()) {
            Random own = new Random(random.nextLong());
            writers.add(pool.submit(new HistoryWriter(desk.getKey(), desk.getValue(), releases, own)));
        }
        Map<String, List<Made>> made = new HashMap<>();
        for (var writer : writers) {
            writer.get()
                    .forEach((id, moves) -> made.computeIfAbsent(id, release -> new ArrayList<>())
                            .addAll(moves));
        }
        made.forEach((id, moves) -> {
            moves.forEach(one -> statuses.merge(one.move().answer().status(), 1, Integer::sum));
            changes += (int) moves.stream()
                    .map(Made::move)
                    .filter(move -> move.isWritten() && move.kind().isPublic())
                    .count();
            check(id, Replay.of(moves, audit(id)), moves);
        });
    }

    /** Oldest first. */
    private static List<Entry> audit(String id) {
        JsonPath log = Desk.chief()
                .keyed()
                .queryParam("subject", id)
                .queryParam("limit", 100)
                .get("/v1/audit")
                .jsonPath();
        List<Entry> entries = new ArrayList<>();
        for (int i = log.getInt("meta.total") - 1; i >= 0; i--) {
            String entry = "data[" + i + "].";
            entries.add(new Entry(
                    log.getString(entry + "actor.name"),
                    log.getString(entry + "action"),
                    log.getString(entry + "from"),
                    log.getString(entry + "to")));
        }
        return entries;
    }

    private static void check(String id, ReleaseModel model, List<Made> moves) {
        Response read = given().get(path(id));
        if (model.retracted()) {
            assertEquals(410, read.statusCode());
        } else if (model.live().isEmpty()) {
            assertEquals(404, read.statusCode());
        } else {
            int last = model.live().size();
            assertEquals(model.live().get(last - 1), read.path("title"));
            assertEquals(model.withdrawn() ? "withdrawn" : "published", read.path("status"));
            List<Map<String, Object>> revisions =
                    given().get(path(id) + "/revisions").jsonPath().getList("data");
            assertEquals(last, revisions.size(), "revisions are gapless");
            for (int i = 0; i < last; i++) {
                assertEquals(last - i, revisions.get(i).get("revision"));
                assertEquals(model.live().get(last - i - 1), revisions.get(i).get("title"));
            }
        }
        moves.stream()
                .map(one -> one.move().title())
                .filter(title -> title != null && !model.live().contains(title))
                .forEach(title ->
                        assertEquals(404, given().get(path(Slug.derive(title))).statusCode(), title));
    }

    private static int sequence() {
        return Integer.parseInt(given().get("/v1").header("Communique-Sequence"));
    }
}
