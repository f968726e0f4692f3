package org.communique.archive.importer;

import static io.restassured.RestAssured.given;
import static org.communique.support.Archives.importing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lines that are written together do what they do when each is sent by itself. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ImportBatchTest {
    private static final int RELEASES = 4;
    private static final int LINES = 45;
    private static final int ROUNDS = Math.max(1, Integer.getInteger("test.histories", 50) / 12);
    private static final List<String> COUNTS = List.of("created", "changed", "unchanged", "faultCount");

    @Test
    void a_random_history_comes_out_the_same_in_one_archive_and_line_by_line() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines =
                    IntStream.range(0, LINES).mapToObj(i -> line(random)).toList();
            String together = "together" + round;
            String apart = "apart" + round;
            TreeMap<String, Integer> one = counts(
                    importing(lines.stream().map(line -> named(line, together)).toArray(String[]::new)));
            TreeMap<String, Integer> each = new TreeMap<>();
            lines.forEach(line -> counts(importing(named(line, apart)))
                    .forEach((name, count) -> each.merge(name, count, Integer::sum)));
            assertEquals(each, one, "seed " + seed + ": " + lines);
            assertEquals(shown(apart), shown(together), "seed " + seed + ": " + lines);
        }
    }

    private static String line(Random random) {
        int release = random.nextInt(RELEASES);
        List<String> texts = new ArrayList<>();
        texts.add("\"en\":" + text(random, "Title " + random.nextInt(2)));
        if (random.nextBoolean()) {
            texts.add("\"fr\":" + text(random, "Titre " + random.nextInt(2)));
        }
        String status = random.nextInt(40) == 0
                ? ",\"status\":\"retracted\",\"retraction\":{\"reason\":\"Random\"}"
                : random.nextInt(6) == 0 ? ",\"status\":\"withdrawn\",\"withdrawal\":{\"reason\":\"Random\"}" : "";
        String external = random.nextInt(4) == 0
                ? ",\"externalIds\":[{\"system\":\"NAME\",\"id\":\"" + random.nextInt(RELEASES + 1) + "\"}]"
                : "";
        return "{\"record\":\"press-release\",\"id\":\"ID" + release
                + "\",\"originalLanguage\":\"en\",\"date\":\"2030-01-02\",\"texts\":{" + String.join(",", texts)
                + "},\"countries\":" + (random.nextBoolean() ? "[\"KZ\"]" : "[\"CH\",\"AT\"]") + status + external
                + "}";
    }

    private static String text(Random random, String title) {
        String slug = random.nextInt(3) == 0 ? ",\"slug\":\"name-slug-" + random.nextInt(3) + "\"" : "";
        return "{\"title\":\"NAME " + title + "\",\"body\":{\"text\":\"Body " + random.nextInt(2) + "\"}" + slug + "}";
    }

    private static String named(String line, String name) {
        String named = line.replace("NAME", name).replace("name-slug", name + "-slug");
        for (int i = 0; i < RELEASES; i++) {
            named = named.replace("\"ID" + i + "\"", "\"" + id(name, i) + "\"");
        }
        return named;
    }

    private static String id(String name, int release) {
        return java.util.UUID.nameUUIDFromBytes((name + release).getBytes()).toString();
    }

    private static TreeMap<String, Integer> counts(JsonPath job) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        COUNTS.forEach(name -> counts.put(name, job.getInt(name)));
        return counts;
    }

    /** What the public reads of the releases in each language, without names, ids and the times of the import. */
    private static List<String> shown(String name) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < RELEASES; i++) {
            for (String language : List.of("en", "fr")) {
                shown.add(given().get("/v1/press-releases/" + id(name, i) + "?lang=" + language)
                        .asString()
                        .replace(id(name, i), "ID")
                        .replace(name, "NAME")
                        .replaceAll("\"(updatedAt|revisedAt|retractedAt|at)\":\"[^\"]*\"", "\"$1\":\"\"")
                        .replaceAll("\"(instance|requestId|traceId)\":\"[^\"]*\"", ""));
            }
            for (int slug = 0; slug < 3; slug++) {
                shown.add(slug + " "
                        + given().redirects()
                                .follow(false)
                                .get("/v1/press-releases/" + name + "-slug-" + slug)
                                .statusCode());
            }
        }
        return shown;
    }
}
