package org.communique.changefeed;

import static io.restassured.RestAssured.given;
import static org.communique.support.Desk.content;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class ConsumerTest {
    private static final String FILTER = "country=KZ&status=published";

    @TempDir
    Path work;

    private final Desk desk = Desk.chief();

    private Consumer consumer(String filter) throws IOException {
        return new Consumer(work, "http://localhost:" + RestAssured.port, filter);
    }

    private String published(String title) {
        String id = desk.draft(content(title, ",\"countries\":[\"KZ\"]"));
        desk.verb(id, "publish", "{}").statusCode(200);
        return id;
    }

    private void revise(String id, String patch) {
        desk.patch(id, patch);
        desk.verb(id, "publish", "{}").statusCode(200);
    }

    /** What a fresh list gives. */
    private static SortedMap<String, Integer> listed(String filter) {
        SortedMap<String, Integer> revisions = new TreeMap<>();
        for (String next = "/v1/press-releases?limit=100&" + filter; next != null; ) {
            JsonPath page = given().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.<Map<String, Object>>getList("data")
                    .forEach(release -> revisions.put((String) release.get("id"), (Integer) release.get("revision")));
            next = page.getString("links.next");
        }
        return revisions;
    }

    private static int sequence() {
        return Integer.parseInt(given().get("/v1/press-releases?limit=1").header("Communique-Sequence"));
    }

    @Test
    void the_folder_holds_what_a_fresh_list_gives_after_everything_that_can_happen() throws Exception {
        Consumer mirror = consumer(FILTER);
        String kept = published("Kept");
        String left = published("Leaves the view");
        String withdrawn = published("Withdrawn");
        String retracted = published("Retracted");
        mirror.once();
        assertEquals(listed(FILTER), mirror.revisions());
        assertTrue(Files.exists(mirror.file(retracted)));
        JsonPath file = new JsonPath(Files.readString(mirror.file(kept)));
        assertEquals("Body of Kept", file.getString("body.text"));

        revise(kept, "{\"place\":\"Astana\"}");
        revise(left, "{\"countries\":[\"MC\"]}");
        desk.verb(withdrawn, "withdraw", "{\"reason\":\"Under review.\"}").statusCode(200);
        desk.verb(retracted, "retract", "{\"reason\":\"Wrong.\"}").statusCode(200);
        String later = published("Comes later");
        mirror.once();
        assertEquals(listed(FILTER), mirror.revisions());
        assertEquals(sequence(), mirror.position());
        assertEquals("Astana", new JsonPath(Files.readString(mirror.file(kept))).getString("place"));
        assertTrue(Files.exists(mirror.file(later)));
        for (String gone : new String[] {left, withdrawn, retracted}) {
            assertFalse(Files.exists(mirror.file(gone)), gone);
        }
    }

    @Test
    void the_whole_archive_is_mirrored_page_by_page() throws Exception {
        String[] lines = new String[110];
        for (int number = 0; number < lines.length; number++) {
            lines[number] = "{\"record\":\"press-release\",\"externalIds\":[{\"system\":\"consumer\",\"id\":\"" + number
                    + "\"}],\"originalLanguage\":\"en\",\"date\":\"2031-01-01\",\"texts\":{\"en\":{\"title\":\"\\\"{[One, of: many]}\\\\ "
                    + number + "\",\"body\":{\"text\":\"The body.\"}}}}";
        }
        assertEquals(110, Archives.importing(lines).getInt("created"));
        Consumer mirror = consumer("");
        mirror.once();
        assertEquals(listed(""), mirror.revisions());
    }

    @Test
    void what_differs_is_found_by_month_and_nothing_else_is_fetched() throws Exception {
        Consumer mirror = consumer(FILTER);
        String lost = published("Lost");
        String stale = published("Stale");
        mirror.once();
        Files.delete(mirror.file(lost));
        Files.writeString(
                mirror.file(stale), Files.readString(mirror.file(stale)).replace("\"revision\":1,", "\"revision\":7,"));
        String said = mirror.once();
        assertEquals(1, said.split("differs", -1).length - 1, said);
        assertTrue(said.contains("month 2032-03 differs"), said);
        assertEquals(listed(FILTER), mirror.revisions());
    }

    @Test
    void another_store_is_reconciled_by_the_digest() throws Exception {
        Consumer mirror = consumer(FILTER);
        String kept = published("In the first store");
        mirror.once();
        String said = set(mirror, "position", "999999999", "store", "0d4c5f0e-8a61-4c1b-b3a5-3d0a51f0c001");
        assertFalse(said.contains("differs"), "what is equal stays: " + said);
        assertEquals(sequence(), mirror.position());
        published("In the second store");
        said = set(mirror, "position", "1", "store", "0d4c5f0e-8a61-4c1b-b3a5-3d0a51f0c002");
        assertTrue(said.contains("month 2032-03 differs"), said);
        assertEquals(listed(FILTER), mirror.revisions());
        String text = Files.readString(mirror.file(kept));
        Files.writeString(
                mirror.file(kept),
                text.replace("In the first store", "Lost with it")
                        .replaceAll("\"updatedAt\":\"[^\"]+\"", "\"updatedAt\":\"2026-01-01T00:00:00.000Z\""));
        set(mirror, "store", "0d4c5f0e-8a61-4c1b-b3a5-3d0a51f0c003");
        assertEquals(text, Files.readString(mirror.file(kept)), "the same revision, written in another store");
    }

    private static String set(Consumer mirror, String... namesAndValues) throws Exception {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            mirror.pretend(namesAndValues[i], namesAndValues[i + 1]);
        }
        return mirror.once();
    }

    @Test
    void another_filter_begins_anew_and_keeps_what_is_in_both() throws Exception {
        published("In both");
        consumer(FILTER).once();
        Consumer narrower = consumer("country=KZ&from=2032-03-01&to=2032-03-31");
        narrower.once();
        assertEquals(listed("country=KZ&from=2032-03-01&to=2032-03-31"), narrower.revisions());
        Files.delete(narrower.file(narrower.revisions().firstKey()));
        narrower.once();
        assertEquals(listed("country=KZ&from=2032-03-01&to=2032-03-31"), narrower.revisions());
    }

    @Test
    void it_survives_kills_while_it_follows_a_busy_store_behind_a_busy_front() throws Exception {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("The seed is %d", seed);
        Random random = new Random(seed);
        try (BusyFront front = new BusyFront("http://localhost:" + RestAssured.port)) {
            Consumer mirror = new Consumer(work, front.base(), FILTER);
            Map<String, Boolean> live = new HashMap<>();
            for (int kill = 0; kill < 5; kill++) {
                int before = front.requests();
                Process process = mirror.start("--follow");
                front.awaitMoreThan(before);
                long end = System.nanoTime() + random.nextInt(1_500) * 1_000_000L;
                while (System.nanoTime() < end) {
                    disturb(live, random);
                }
                process.destroyForcibly().waitFor();
                mirror.revisions();
            }
            mirror.once();
            assertEquals(listed(FILTER), mirror.revisions());
            assertTrue(front.refusals() > 0, "the front was busy");
        }
    }

    private void disturb(Map<String, Boolean> live, Random random) {
        String[] ids = live.keySet().toArray(String[]::new);
        if (ids.length == 0 || random.nextInt(3) == 0) {
            live.put(published("Disturbed " + live.size()), true);
            return;
        }
        String id = ids[random.nextInt(ids.length)];
        switch (random.nextInt(3)) {
            case 0 -> {
                revise(id, "{\"countries\":[\"" + (live.get(id) ? "MC" : "KZ") + "\"]}");
                live.computeIfPresent(id, (same, in) -> !in);
            }
            case 1 -> revise(id, "{\"place\":\"Place " + random.nextInt() + "\"}");
            default -> {
                desk.verb(id, "retract", "{\"reason\":\"Wrong.\"}").statusCode(200);
                live.remove(id);
            }
        }
    }
}
