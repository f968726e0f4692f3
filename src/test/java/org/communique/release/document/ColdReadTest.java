package org.communique.release.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.communique.release.GeneratedArchive;
import org.communique.sequence.SequenceWatch;
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

    @Inject
    DocumentFollower documents;

    @Inject
    SequenceWatch watch;

    private static boolean filled;

    @BeforeEach
    void bringTheArchiveInOnce() throws Exception {
        if (!filled) {
            List<String> lines = new ArrayList<>(GeneratedArchive.lines(RELEASES, 7));
            List<String> ids = lines.stream()
                    .filter(line -> line.contains("press-release"))
                    .map(line -> line.replaceFirst("^.*?\"id\":\"([^\"]+)\".*", "$1"))
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
    void what_the_node_has_takes_no_statement_and_all_else_six_at_most() throws InterruptedException {
        for (int i = 0; i < 400 && documents.number() < watch.known(); i++) {
            Thread.sleep(25);
        }
        for (String query :
                List.of("", "&lang=ru,en,fr,de", "&country.none=false", "&q=release", "&q=release&highlight=true")) {
            assertEquals(0, statements("/v1/press-releases?view=full&limit=100" + query, 100), query);
        }
        String id = given().get("/v1/press-releases?limit=1&fields=id").path("data[0].id");
        assertEquals(0, count("/v1/press-releases/" + id));
        for (String path : List.of("/v1/press-releases.atom?limit=20", "/v1/countries", "/v1/suggestions?q=rel")) {
            count(path);
            assertEquals(0, count(path + (path.contains("?") ? "&" : "?") + "lang=en,fr"), path);
        }
        // An order that only the store has.
        long ten = statements("/v1/press-releases?view=full&limit=10&sort=title", 10);
        long hundred = statements("/v1/press-releases?view=full&limit=100&sort=title", 100);
        assertTrue(ten > 0, "the statements are counted");
        assertTrue(hundred <= MOST, hundred + " statements");
        assertTrue(hundred <= ten, hundred + " statements for a hundred, " + ten + " for ten");
        long revisions = count("/v1/press-releases/" + id + "/revisions");
        assertTrue(revisions > 0 && revisions <= MOST, revisions + " statements");
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
