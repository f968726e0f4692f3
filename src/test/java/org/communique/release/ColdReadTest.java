package org.communique.release;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.Statements;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without anything prepared, a list costs as few statements for a hundred releases as for ten. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false, settings = "communique.cache.size=0")
class ColdReadTest {
    private static final int MOST = 6;
    private static final int RELEASES = 250;

    private static boolean filled;

    @BeforeEach
    void bringTheArchiveInOnce() throws Exception {
        if (!filled) {
            List<String> lines = new ArrayList<>(GeneratedArchive.lines(RELEASES, 7));
            List<String> ids = lines.stream()
                    .filter(line -> line.contains("press-release"))
                    .map(line -> line.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1"))
                    .toList();
            // Each names two others as related.
            for (int i = 0, release = 0; i < lines.size(); i++) {
                if (lines.get(i).contains("press-release")) {
                    String related = ",\"related\":[\"" + ids.get((release + 40) % RELEASES) + "\",\""
                            + ids.get((release + 80) % RELEASES) + "\"]}";
                    lines.set(i, lines.get(i).replaceFirst("\\}$", related));
                    release++;
                }
            }
            assertEquals(
                    List.of(),
                    Archives.importing(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                            .getList("faults"));
            Index.await();
            filled = true;
        }
    }

    @Test
    void a_list_of_a_hundred_in_full_view_takes_six_statements_at_most() {
        for (String query : List.of("", "&lang=ru,en,fr,de", "&country.none=false", "&sort=-updatedAt", "&q=release")) {
            long ten = statements("/v1/press-releases?view=full&limit=10" + query, 10);
            long hundred = statements("/v1/press-releases?view=full&limit=100" + query, 100);
            assertTrue(ten > 0, "the statements are counted");
            assertTrue(hundred <= MOST, hundred + " statements for " + query);
            assertTrue(hundred <= ten, hundred + " statements for a hundred, " + ten + " for ten: " + query);
        }
    }

    @Test
    void a_release_takes_six_statements_at_most() {
        String id = given().get("/v1/press-releases?limit=1&fields=id").path("data[0].id");
        long by = count("/v1/press-releases/" + id);
        assertTrue(by > 0 && by <= MOST, by + " statements");
    }

    private long statements(String path, int releases) {
        given().get(path).then().statusCode(200).body("data", hasSize(releases)).body("data[0].related", hasSize(2));
        return count(path);
    }

    private long count(String path) {
        Statements.taken(Statements.REQUESTS);
        given().get(path).then().statusCode(200);
        return Statements.taken(Statements.REQUESTS);
    }
}
