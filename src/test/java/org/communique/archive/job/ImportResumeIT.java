package org.communique.archive.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the packaged service in the middle of an import. */
class ImportResumeIT {
    private static final int RELEASES = 4_000;
    private static final Map<String, String> SETTINGS =
            Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY, "COMMUNIQUE_SAMPLE", "false");

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void an_import_goes_on_after_a_kill_and_nothing_is_doubled(PackagedStore.Kind kind) throws Exception {
        byte[] archive = Archives.releases("resume", RELEASES);
        try (PackagedStore store = PackagedStore.open(kind)) {
            String path;
            try (Service service = store.start(data, SETTINGS)) {
                path = Archives.start("", archive);
                killWithin(service, path);
            }
            try (Service service = store.start(data, SETTINGS)) {
                assertThat(service.log(), containsString("resumes after line"));
                JsonPath job = Archives.ended(path);
                assertEquals("completed", job.getString("status"));
                assertEquals(RELEASES, job.getInt("lines"));
                assertEquals(RELEASES, job.getInt("created"));
                assertEquals(archive.length, job.getInt("readBytes"));
                RestAssured.get("/v1/press-releases?limit=1")
                        .then()
                        .header("Communique-Sequence", equalTo(Integer.toString(RELEASES)))
                        .body("meta.total", equalTo(RELEASES));
                assertEquals(RELEASES, Archives.importing(archive).getInt("unchanged"));
            }
        }
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource
    void an_import_whose_archive_is_gone_has_failed_and_its_archive_sent_again_continues(PackagedStore.Kind kind)
            throws Exception {
        byte[] archive = Archives.releases("resume", RELEASES);
        try (PackagedStore store = PackagedStore.open(kind)) {
            String path;
            try (Service service = store.start(data, SETTINGS)) {
                path = Archives.start("", archive);
                killWithin(service, path);
            }
            String id = path.substring(path.lastIndexOf('/') + 1);
            Files.delete(data.resolve("data").resolve("imports").resolve(id + ".ndjson"));
            try (Service service = store.start(data, SETTINGS)) {
                JsonPath job = Archives.ended(path);
                assertEquals("failed", job.getString("status"));
                assertThat(job.getString("detail"), containsString("Send it again"));
                JsonPath again = Archives.importing(archive);
                assertEquals(job.getInt("created"), again.getInt("unchanged"));
                assertEquals(RELEASES - job.getInt("created"), again.getInt("created"));
            }
        }
    }

    /** Kills the service once something of the import is written, and before all of it is. */
    private static void killWithin(Service service, String path) throws Exception {
        long lines = 0;
        for (int i = 0; i < 3_000 && lines == 0; i++) {
            Thread.sleep(20);
            JsonPath job = Desk.chief().keyed().get(path).jsonPath();
            assertEquals("running", job.getString("status"));
            lines = job.getLong("lines");
            assertThat(job.getInt("percent"), lessThan(100));
        }
        assertThat(lines, greaterThan(0L));
        assertTrue(lines < RELEASES);
        service.kill();
    }
}
