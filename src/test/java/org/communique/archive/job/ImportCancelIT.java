package org.communique.archive.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cancelled import stays cancelled, whichever node hears of it and whenever the service is killed. */
@Tag("full")
class ImportCancelIT {
    private static final int RELEASES = 20_000;
    private static final Map<String, String> SETTINGS =
            Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY, "COMMUNIQUE_SAMPLE", "false");

    @TempDir
    Path data;

    private static void awaitLines(String path) throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            if (Desk.chief().keyed().get(path).jsonPath().getInt("lines") > 0) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(path + " does not begin");
    }

    private static JsonPath cancelled(String path) {
        return Desk.chief()
                .keyed()
                .delete(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void assertStays(JsonPath cancelled, String path) {
        assertEquals("cancelled", cancelled.getString("status"));
        assertThat(cancelled.getInt("created"), greaterThan(0));
        assertThat(cancelled.getInt("created"), lessThan(RELEASES));
        Archives.importing("{\"record\":\"meeting-series\",\"code\":\"after\",\"names\":{\"en\":\"After\"}}");
        assertEquals(
                cancelled.getMap(""), Desk.chief().keyed().get(path).jsonPath().getMap(""));
        assertEquals(
                cancelled.getInt("created"),
                RestAssured.get("/v1/press-releases?limit=1").jsonPath().getInt("meta.total"));
    }

    private Path file(String node, String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        return data.resolve(node).resolve("data").resolve("imports").resolve(id + ".ndjson");
    }

    @ParameterizedTest
    @EnumSource
    void after_a_kill_it_does_not_go_on(PackagedStore.Kind kind) throws Exception {
        try (PackagedStore store = PackagedStore.open(kind)) {
            String path;
            JsonPath cancelled;
            Path node = data.resolve("one");
            byte[] archive = Archives.releases("cancel", RELEASES);
            try (Service service = store.start(node, SETTINGS)) {
                path = Archives.start("", archive);
                awaitLines(path);
                cancelled = cancelled(path);
                service.kill();
            }
            // As if the kill had come before its archive was deleted.
            Files.createDirectories(file("one", path).getParent());
            Files.write(file("one", path), archive);
            try (Service service = store.start(node, SETTINGS)) {
                assertThat(service.log(), not(containsString("resumes after line")));
                assertFalse(Files.exists(file("one", path)));
                assertStays(cancelled, path);
            }
        }
    }

    @Test
    void another_node_may_cancel_it() throws Exception {
        try (PackagedStore store = PackagedStore.open(PackagedStore.Kind.POSTGRESQL);
                Service one = store.start(data.resolve("one"), SETTINGS);
                Service two = store.start(data.resolve("two"), SETTINGS)) {
            one.talk();
            String path = Archives.start("", Archives.releases("cancel", RELEASES));
            awaitLines(path);
            two.talk();
            JsonPath cancelled = cancelled(path);
            for (int i = 0; i < 500 && Files.exists(file("one", path)); i++) {
                Thread.sleep(20);
            }
            assertFalse(Files.exists(file("one", path)));
            one.talk();
            assertStays(cancelled, path);
        }
    }
}
