package org.communique.archive.importer;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.communique.support.Archives;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever was taken into one store is taken into another, and comes out the same. */
@Tag("full")
class ImportMutationIT {
    private static final int PAIRS = 600;

    @TempDir
    Path data;

    private static byte[] export() {
        return given().get("/v1/exports/archive.ndjson").asByteArray();
    }

    private byte[] exportOf(PackagedStore.Kind kind, String name, String sample, byte[] archive, boolean sound)
            throws Exception {
        try (PackagedStore store = PackagedStore.open(kind);
                Service service = store.start(
                        data.resolve(name),
                        Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY, "COMMUNIQUE_SAMPLE", sample))) {
            JsonPath job = Archives.importing(archive);
            assertEquals("completed", job.getString("status"), service.log());
            if (sound) {
                assertEquals(List.of(), job.getList("faults"));
            }
            return export();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_export_is_the_same_once_imported_into_an_empty_store(PackagedStore.Kind kind) throws Exception {
        long seed = System.nanoTime();
        MutatedArchive archive = new MutatedArchive(new Random(seed), "m");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            lines.add(archive.good());
            lines.add(archive.bad());
        }
        byte[] mutated = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        byte[] one = exportOf(kind, "one", "true", mutated, false);
        byte[] two = exportOf(kind, "two", "false", one, true);
        assertArrayEquals(one, two, "seed " + seed);
    }
}
