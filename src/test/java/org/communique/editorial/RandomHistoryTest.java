package org.communique.editorial;

import static io.restassured.RestAssured.given;
import static org.communique.support.Newsroom.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.communique.support.Desk;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Random sequences of verbs by three writers at once, each against a simple model kept beside it. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class RandomHistoryTest {
    private static final int HISTORIES = Integer.getInteger("test.histories", 50);
    private static final int MOVES = 12;
    private static final int WRITERS = 3;

    /** What must be public of one release, and how many writes were acknowledged. */
    private static final class Model {
        private final String id = Desk.newId();
        private final List<String> live = new ArrayList<>();
        private String draft;
        private boolean withdrawn;
        private boolean retracted;
        private int acknowledged;
    }

    @Test
    void what_is_public_equals_the_model_and_the_audit_log_tells_the_whole_story() throws Exception {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("%d histories; the seed is %d", HISTORIES, seed);
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        List<Future<Void>> writers = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            long own = seed + i;
            writers.add(pool.submit((Callable<Void>) () -> {
                history(new Random(own));
                return null;
            }));
        }
        for (Future<Void> writer : writers) {
            writer.get(300, TimeUnit.SECONDS);
        }
        pool.shutdown();
    }

    private void history(Random random) {
        Desk desk = Desk.chief();
        Model model = new Model();
        for (int i = 0; i < MOVES; i++) {
            move(desk, model, random, i);
            check(model);
        }
        int entries = desk.keyed()
                .queryParam("subject", model.id)
                .get("/v1/audit")
                .then()
                .extract()
                .path("meta.total");
        assertEquals(model.acknowledged, entries, "the audit log of " + model.id);
    }

    private static void move(Desk desk, Model model, Random random, int step) {
        String title = "Random " + model.id + " " + step;
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> write(desk, model, title);
            case 3, 4, 5 -> {
                boolean legal = model.draft != null;
                if (acknowledged(
                        model, desk.verb(model.id, "publish", "{}").extract().response(), legal, 200)) {
                    model.live.add(model.draft);
                    model.draft = null;
                }
            }
            case 6 -> {
                boolean legal = !model.live.isEmpty() && !model.withdrawn && !model.retracted;
                if (acknowledged(
                        model, desk.verb(model.id, "withdraw", "{}").extract().response(), legal, 200)) {
                    moved(model, true);
                }
            }
            case 7 -> {
                boolean legal = model.withdrawn && !model.retracted;
                if (acknowledged(
                        model, desk.verb(model.id, "restore", "{}").extract().response(), legal, 200)) {
                    moved(model, false);
                }
            }
            case 8 -> {
                boolean legal = model.draft != null;
                String etag = legal ? desk.read(model.id).header("ETag") : "\"x\"";
                Response discarded = desk.keyed().header("If-Match", etag).delete("/v1/drafts/" + model.id);
                if (acknowledged(model, discarded, legal, 204)) {
                    model.draft = null;
                }
            }
            default -> {
                boolean legal = !model.live.isEmpty() && !model.retracted && step > MOVES / 2;
                if (legal
                        && acknowledged(
                                model,
                                desk.verb(model.id, "retract", "{}").extract().response(),
                                true,
                                200)) {
                    model.retracted = true;
                    model.draft = null;
                }
            }
        }
    }

    /** A new draft, or another title in the one there is, based on what is live now. */
    private static void write(Desk desk, Model model, String title) {
        boolean legal = !model.retracted;
        boolean present = legal && (model.draft != null || !model.live.isEmpty());
        var request = desk.json().body(Desk.content(title, ""));
        if (present) {
            request.header("If-Match", desk.read(model.id).header("ETag"));
        }
        Response written = request.put("/v1/drafts/" + model.id);
        if (acknowledged(model, written, legal, model.draft != null ? 200 : 201)) {
            model.draft = title;
        }
    }

    private static void moved(Model model, boolean withdrawn) {
        model.withdrawn = withdrawn;
        model.live.add(model.live.get(model.live.size() - 1));
        // The draft, if there is one, was made from another revision now: writing it anew bases it on this one.
        if (model.draft != null) {
            write(Desk.chief(), model, model.draft);
        }
    }

    private static boolean acknowledged(Model model, Response response, boolean legal, int expected) {
        if (legal) {
            assertEquals(expected, response.statusCode(), response.asString());
            model.acknowledged++;
        } else {
            int status = response.statusCode();
            assertTrue(status == 404 || status == 409 || status == 410, status + " " + response.asString());
        }
        return legal;
    }

    private static void check(Model model) {
        Response read = given().get(path(model.id));
        if (model.retracted) {
            assertEquals(410, read.statusCode());
        } else if (model.live.isEmpty()) {
            assertEquals(404, read.statusCode());
        } else {
            assertEquals(200, read.statusCode());
            assertEquals(model.live.get(model.live.size() - 1), read.path("title"));
            assertEquals(model.withdrawn ? "withdrawn" : "published", read.path("status"));
            assertEquals(model.live.size(), (int) read.path("revision"));
            List<String> titles =
                    given().get(path(model.id) + "/revisions").jsonPath().getList("data.title");
            List<String> newestFirst = new ArrayList<>(model.live);
            java.util.Collections.reverse(newestFirst);
            assertEquals(newestFirst, titles, "revisions are gapless");
        }
        if (model.draft != null) {
            String slug = org.communique.value.Slug.derive(model.draft);
            boolean isLive = model.live.contains(model.draft);
            assertTrue(isLive || given().get(path(slug)).statusCode() == 404, "nothing unpublished is visible");
        }
    }
}
