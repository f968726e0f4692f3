package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.communique.search.index.Engine;
import org.communique.support.Desk;
import org.communique.support.Index;
import org.communique.support.OpenSearch;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one PostgreSQL and one OpenSearch, either of which may go away. */
@Tag("full")
class SharedIndexIT {
    /** A node that was killed is taken over within ten seconds; a busy machine gets some more. */
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(20);

    private static final String ALIAS = "/_alias/communique-v" + Engine.VERSION;

    @TempDir
    Path folder;

    private Map<String, String> settings;

    @Test
    void what_one_node_publishes_every_node_finds_whatever_goes_away() throws Exception {
        Assumptions.assumeTrue(OpenSearch.isPossible(), OpenSearch.WITHOUT_JAVA);
        Path data = Files.createDirectories(folder.resolve("opensearch"));
        OpenSearch engine = OpenSearch.start(data);
        settings = engine.settings();
        try (PackagedStore store = PackagedStore.open(PackagedStore.Kind.POSTGRESQL)) {
            Service one = store.start(folder.resolve("one"), settings);
            try (Service other = store.start(folder.resolve("other"), settings)) {
                one.talk();
                publish("Alphaville");
                awaitFound(one, "alphaville");
                awaitFound(other, "alphaville");
                // It began first and writes the index.
                one.kill();
                other.talk();
                publish("Betatown");
                awaitFound(other, "betatown");
                engine = withoutEngine(engine, data, other);
            } finally {
                one.close();
            }
            rebuilt(store, engine);
        } finally {
            engine.close();
        }
    }

    private OpenSearch withoutEngine(OpenSearch engine, Path data, Service node) throws Exception {
        engine.close();
        node.talk();
        publish("Gammacity");
        given().get("/v1/press-releases").then().statusCode(200).body("meta.total", equalTo(3));
        given().get("/v1/press-releases?q=alphaville")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .header("Content-Type", equalTo("application/problem+json"))
                .body("type", equalTo("/problems/search-not-ready"));
        // Without words facets are counted in memory.
        given().get("/v1/press-releases?facets=country,year")
                .then()
                .statusCode(200)
                .body("facets.year.count.sum()", equalTo(3));
        OpenSearch again = OpenSearch.startAt(data, engine.port());
        awaitFound(node, "gammacity");
        awaitFound(node, "alphaville");
        return again;
    }

    /** The old index answers until the new one is complete, and the alias moves from one to the other. */
    private void rebuilt(PackagedStore store, OpenSearch engine) throws Exception {
        assertTrue(
                given().get(engine.address() + ALIAS).asString().contains("communique-v" + Engine.VERSION + "-1"),
                "the first one");
        Map<String, String> anew = new HashMap<>(settings);
        anew.put("COMMUNIQUE_SEARCH_REBUILD", "true");
        try (Service node = store.start(folder.resolve("one"), anew)) {
            Index.await();
            long deadline = System.currentTimeMillis() + PATIENCE;
            while (!node.log().contains("Built the search index: 3 releases")) {
                assertEquals(1, total("betatown"));
                assertTrue(System.currentTimeMillis() < deadline, node::toString);
            }
            awaitFound(node, "gammacity");
            String alias = given().get(engine.address() + ALIAS).asString();
            assertTrue(
                    alias.contains("communique-v" + Engine.VERSION + "-2")
                            && !alias.contains("communique-v" + Engine.VERSION + "-1"),
                    alias);
            while (given().head(engine.address() + "/communique-v" + Engine.VERSION + "-1")
                            .statusCode()
                    != 404) {
                assertTrue(System.currentTimeMillis() < deadline, "the old index is removed");
                Thread.sleep(50);
            }
        }
    }

    private static void publish(String title) {
        Desk.chief().published(title);
    }

    private static int total(String word) {
        return given().get("/v1/press-releases?q=" + word)
                .then()
                .statusCode(200)
                .extract()
                .path("meta.total");
    }

    private static void awaitFound(Service node, String word) throws IOException, InterruptedException {
        node.talk();
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (true) {
            Response found = given().get("/v1/press-releases?q=" + word);
            if (found.statusCode() == 200 && found.<Integer>path("meta.total") == 1) {
                return;
            }
            if (System.currentTimeMillis() > deadline) {
                throw new AssertionError(word + " was not found: " + found.asString() + "\n" + node.log());
            }
            Thread.sleep(50);
        }
    }
}
