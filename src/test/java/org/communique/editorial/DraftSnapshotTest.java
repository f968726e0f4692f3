package org.communique.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Statements;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A read under a key shows one state of the store, whatever is written between its statements. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class DraftSnapshotTest {
    private static final String FRENCH = "\"fr\":{\"title\":\"Deux\",\"body\":{\"html\":\"<p>Deux</p>\"}}";
    private final Desk desk = Desk.chief();

    @ParameterizedTest
    @CsvSource({"'',texts", "/preview,translations"})
    void a_text_that_goes_between_two_statements_is_still_there(String of, String member) {
        String content = Desk.content("One", "").replace("\"texts\":{", "\"texts\":{" + FRENCH + ",");
        String id = desk.draft(content);
        desk.verb(id, "publish", "{}").statusCode(200);
        between("release_text", () -> {
            desk.patch(id, "{\"texts\":{\"fr\":null}}").statusCode(201);
            desk.verb(id, "publish", "{}").statusCode(200);
        });
        String read = desk.keyed()
                .get("/v1/drafts/" + id + of)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Response now = desk.keyed().get("/v1/drafts/" + id + of);
        assertEquals(true, read.contains("Deux"), member);
        assertEquals(false, now.asString().contains("Deux"), member);
    }

    @Test
    void a_list_counts_what_it_shows() {
        for (String path : List.of("/v1/drafts?limit=100", "/v1/audit?limit=100")) {
            desk.draft(Desk.content("Counted", ""));
            String table = path.contains("audit") ? "audit_entry" : "draft";
            // The first statement with it counts, the second reads.
            between(table, () -> between(table, () -> desk.draft(Desk.content("Between", ""))));
            Response list = desk.keyed().get(path);
            int total = list.path("meta.total");
            int shown = list.jsonPath().getList("data").size();
            assertEquals(total, shown, path);
        }
    }

    /** Has the write done by another thread, as the one that reads is in the middle of it. */
    private static void between(String table, Runnable write) {
        Statements.before(
                "from " + table, () -> CompletableFuture.runAsync(write).join());
    }
}
