package org.communique.changefeed;

import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.communique.support.Desk;
import org.communique.support.Index;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup, restored in another place as the operations page describes it, and a consumer that was ahead of it. */
@Tag("full")
class RestoreIT {
    private static final Map<String, String> SETTINGS =
            Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY, "COMMUNIQUE_SAMPLE", "true");

    @TempDir
    Path folder;

    private final Desk desk = Desk.chief();

    private record State(String store, long sequence, String hash, List<String> titles) {
        static State now() {
            JsonPath digest = RestAssured.get("/v1/press-releases/digest").jsonPath();
            return new State(
                    digest.getString("store"),
                    digest.getLong("sequence"),
                    digest.getString("hash"),
                    RestAssured.get("/v1/press-releases?limit=100").jsonPath().getList("data.title"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_saved_is_all_there_and_consumers_come_back_to_it(PackagedStore.Kind kind) throws Exception {
        Path here = folder.resolve("here");
        // On PostgreSQL the node keeps its folder, with an index in it that is ahead of the backup.
        Path there = kind == PackagedStore.Kind.H2 ? folder.resolve("there") : here;
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("COMMUNIQUE_STORE_RESTORED", "2026-11-26");
        try (PackagedStore original = PackagedStore.open(kind)) {
            State saved;
            String revised;
            String retracted;
            try (Service service = original.start(here, SETTINGS)) {
                revised =
                        RestAssured.get("/v1/press-releases?limit=1&sort=date").path("data[0].id");
                retracted = desk.published("Saved");
                saved = State.now();
            }
            PackagedStore restored = original.restored(here, there);
            State later;
            String lost;
            Consumer consumer;
            try (Service service = original.start(here, SETTINGS)) {
                lost = desk.published("Lost with the machine");
                Index.await();
                assertTrue(isFound("Lost with the machine", lost));
                desk.verb(retracted, "retract", "{\"reason\":\"Wrong.\"}").statusCode(200);
                revise(revised, "Lost");
                later = State.now();
                assertEquals(saved.store(), later.store());
                consumer = new Consumer(folder.resolve("consumer"), address(service), "");
                consumer.once();
            }
            String store;
            try (Service service = restored.start(there, settings)) {
                store = isAsSaved(saved, later);
                assertTrue(service.log().contains("The store was restored (2026-11-26)"));
                // The same revision as the lost one, and another text.
                revise(revised, "Kept");
                String written = desk.published("Written after all");
                isFollowed(consumer.at(address(service)), store);
                Index.await();
                assertFalse(isFound("Lost with the machine", lost));
                assertTrue(isFound("Written after all", written));
            }
            try (Service service = restored.start(there, settings)) {
                assertEquals(store, State.now().store(), "the same restoring again is none");
                assertEquals(saved.sequence() + 2, State.now().sequence());
            }
        }
    }

    private void revise(String id, String place) {
        desk.patch(id, "{\"place\":\"" + place + "\"}").statusCode(201);
        desk.verb(id, "publish", "{}").statusCode(200);
    }

    private static boolean isFound(String title, String id) {
        return RestAssured.given()
                .queryParam("q", title)
                .get("/v1/press-releases?limit=100")
                .<List<String>>path("data.id")
                .contains(id);
    }

    private static String address(Service service) {
        return service.at("").toString();
    }

    /** Gives the new id of the store. */
    private static String isAsSaved(State saved, State later) {
        State now = State.now();
        assertNotEquals(saved.store(), now.store());
        assertEquals(saved.sequence(), now.sequence());
        assertEquals(saved.hash(), now.hash());
        assertEquals(saved.titles(), now.titles());
        // A consumer that has seen the later number is told, and reconciles by the digest.
        RestAssured.get("/v1/changes?after=" + later.sequence())
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("after-beyond-end"));
        return now.store();
    }

    /** The consumer holds what the list holds, neither more nor less nor another text, and knows from where. */
    private static void isFollowed(Consumer consumer, String store) throws Exception {
        String said = consumer.once();
        assertEquals(store, consumer.store(), said);
        assertEquals(State.now().sequence(), consumer.position(), said);
        SortedMap<String, Object> held = new TreeMap<>();
        consumer.releases().forEach((id, release) -> held.put(id, release.get("")));
        SortedMap<String, Object> listed = new TreeMap<>();
        JsonPath list =
                RestAssured.get("/v1/press-releases?limit=100&view=full").jsonPath();
        list.<Map<String, Object>>getList("data").forEach(release -> listed.put((String) release.get("id"), release));
        assertEquals(list.getInt("meta.total"), listed.size());
        assertEquals(listed, held, said);
    }
}
