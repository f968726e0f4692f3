package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real searches in six languages, each with the release it has to find among the first three. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class QueryTableTest {
    private static final List<String> LANGUAGES = List.of("en", "fr", "de", "it", "ru", "es");
    private static boolean there;

    @BeforeEach
    void bringTheReleasesInOnce() throws IOException {
        if (!there) {
            assertEquals(
                    List.of(),
                    Archives.importing(read("releases.ndjson").getBytes(StandardCharsets.UTF_8))
                            .getList("faults"));
            there = true;
        }
        Index.await();
    }

    @Test
    void every_query_finds_its_release_with_the_language_and_without() throws IOException {
        List<String> missed = new ArrayList<>();
        int queries = 0;
        for (String line : read("queries.tsv").split("\n")) {
            if (!line.startsWith("#")) {
                String[] query = line.split("\t");
                queries++;
                for (String language : new String[] {query[0], null}) {
                    List<String> found = found(query[1], language, query[2].startsWith("~"));
                    if (!found.contains(release(query[0], query[2].replace("~", "")))) {
                        missed.add(language + ": " + line + " found " + found);
                    }
                }
            }
        }
        assertTrue(queries >= 120, queries + " queries");
        assertEquals(List.of(), missed, missed.size() + " of " + 2 * queries);
    }

    private static List<String> found(String query, String language, boolean other) {
        JsonPath page = search(query, language);
        if (other) {
            if (page.getInt("meta.total") > 0) {
                return List.of("something without other words");
            }
            String suggested = page.getString("meta.didYouMean");
            return suggested == null ? List.of("no other words") : found(suggested, language, false);
        }
        return page.getList("data.id");
    }

    private static JsonPath search(String query, String language) {
        RequestSpecification request =
                given().queryParam("q", query).queryParam("limit", 3).queryParam("fields", "id");
        return (language == null ? request : request.queryParam("lang", language))
                .get("/v1/press-releases")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String release(String language, String number) {
        return String.format(
                "5ea7c000-%04d-4000-8000-%012d", LANGUAGES.indexOf(language) + 1, Integer.parseInt(number));
    }

    private static String read(String file) throws IOException {
        try (InputStream in = QueryTableTest.class.getResourceAsStream("/search/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
