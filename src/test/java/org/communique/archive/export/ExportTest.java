package org.communique.archive.export;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.communique.support.Archives;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ExportTest {
    @Test
    void everything_public_is_in_it_and_importing_it_again_changes_nothing() {
        Response export = given().get("/v1/exports/archive.ndjson");
        export.then().statusCode(200).header("Content-Type", startsWith("application/x-ndjson"));
        assertEquals(given().get("/v1").header("Communique-Sequence"), export.header("Communique-Sequence"));
        List<String> lines = export.asString().lines().toList();
        int releases = given().get("/v1/press-releases").path("meta.total");
        long live = lines.stream()
                .filter(line ->
                        line.contains("\"record\":\"press-release\"") && !line.contains("\"status\":\"retracted\""))
                .count();
        assertEquals(releases, live);
        Map<String, Object> job = Archives.importing(export.asByteArray()).getMap("");
        assertEquals(List.of(), job.get("faults"));
        assertEquals(lines.size(), job.get("unchanged"));
    }

    @Test
    void terms_come_parents_first_and_releases_by_id() {
        List<String> lines =
                given().get("/v1/exports/archive.ndjson").asString().lines().toList();
        List<String> kinds = lines.stream()
                .map(line -> line.replaceAll("^\\{\"record\":\"([a-z-]+)\".*", "$1"))
                .distinct()
                .toList();
        assertEquals(
                List.of("field-of-work", "country", "organizational-unit", "meeting-series", "press-release"), kinds);
        List<String> ids = lines.stream()
                .filter(line -> line.startsWith("{\"record\":\"press-release\""))
                .map(line -> line.replaceAll("^\\{\"record\":\"press-release\",\"id\":\"([^\"]+)\".*", "$1"))
                .toList();
        assertEquals(ids.stream().sorted().toList(), ids);
        Map<String, Integer> places = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            places.put(
                    lines.get(i).replaceAll("^\\{\"record\":\"organizational-unit\",\"code\":\"([^\"]+)\".*", "$1"), i);
        }
        assertTrue(places.get("secretariat") < places.get("gender-issues-programme"));
    }
}
