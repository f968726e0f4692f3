package org.communique.archive.importer;

import static io.restassured.RestAssured.given;
import static org.communique.support.Archives.importing;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.communique.archive.job.ImportJob;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a line says, it is taken or it is the fault of that line, and what is taken can be read everywhere. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class ImportMutationTest {
    private static final int ROUNDS = Math.max(2, Integer.getInteger("test.histories", 50) / 10);
    private static final int PAIRS = 50;

    private static final List<String> PUBLIC = List.of(
            "/v1/press-releases?limit=100&view=full",
            "/v1/press-releases?limit=100&sort=title&facets=year,month,language,source",
            "/v1/press-releases?limit=100&sort=date&lang=fr",
            "/v1/press-releases.ndjson",
            "/v1/press-releases.csv",
            "/v1/press-releases.atom",
            "/v1/press-releases.rss",
            "/v1/press-releases.jsonfeed",
            "/v1/press-releases.jsonld?limit=100",
            "/v1/press-releases/digest",
            "/v1/changes?include=data",
            "/v1/fields-of-work",
            "/v1/countries",
            "/v1/organizational-units?view=tree",
            "/v1/meeting-series",
            "/v1/navigation",
            "/sitemap.xml");

    private static final List<String> SUFFIXES = List.of("", ".txt", ".ninjs", ".jsonld", "/revisions");

    @Test
    void a_record_with_a_random_change_is_taken_or_reported_and_the_others_go_on() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            MutatedArchive archive = new MutatedArchive(random, "m" + round);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                lines.add(archive.good());
                lines.add(archive.bad());
            }
            JsonPath job = importing(lines.toArray(String[]::new));
            String context = "seed " + seed + ", round " + round + ": " + job.getString("detail");
            assertEquals("completed", job.getString("status"), context);
            assertEquals(lines.size(), job.getInt("lines"), context);
            List<Integer> numbers = job.getList("faults.line");
            Set<Integer> faulty = new HashSet<>(numbers);
            assertThat(context, numbers.size(), lessThan(ImportJob.KEPT_FAULTS));
            faulty.forEach(line -> assertEquals(
                    0,
                    line % 2,
                    context + " " + lines.get(line - 1) + job.getList("faults.findAll { it.line == " + line + " }")));
            assertEquals(
                    lines.size(),
                    job.getInt("created") + job.getInt("changed") + job.getInt("unchanged") + faulty.size(),
                    context);
            assertEquals(List.of(), job.getList("faults.findAll { it.code == 'not-importable' }"), context);
        }
        everythingCanBeRead(random, "seed " + seed);
        exportedAndImportedAgainNothingChanges("seed " + seed);
    }

    private static void everythingCanBeRead(Random random, String context) {
        for (String path : PUBLIC) {
            assertThat(context + " " + path, given().get(path).statusCode(), lessThan(500));
        }
        for (String next = PUBLIC.get(0); next != null; ) {
            JsonPath page = given().get(next).jsonPath();
            for (String id : page.getList("data.id", String.class)) {
                String path = "/v1/press-releases/" + id + SUFFIXES.get(random.nextInt(SUFFIXES.size()));
                assertEquals(200, given().get(path).statusCode(), context + " " + path);
            }
            next = page.getString("links.next");
        }
    }

    private static void exportedAndImportedAgainNothingChanges(String context) {
        byte[] export = given().get("/v1/exports/archive.ndjson").asByteArray();
        JsonPath again = importing(export);
        assertEquals(List.of(), again.getList("faults"), context);
        assertEquals(0, again.getInt("created") + again.getInt("changed"), context);
        assertTrue(again.getInt("unchanged") > ROUNDS * PAIRS, context);
        assertEquals(
                new String(export, java.nio.charset.StandardCharsets.UTF_8),
                given().get("/v1/exports/archive.ndjson").asString(),
                context);
    }
}
