package org.communique.archive.job;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.communique.archive.ArchiveConfig;
import org.communique.archive.importer.ArchiveImporter;
import org.communique.sequence.SequenceWatch;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample comes into an empty store, and into one that a kill has left with half of it, and into no other. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class SampleTest {
    private static final String TERM = "{\"record\":\"country\",\"code\":\"KZ\",\"names\":{}}";

    @TempDir
    Path directory;

    @Inject
    ArchiveImporter importer;

    @Inject
    SequenceWatch watch;

    @Test
    void a_fill_that_was_interrupted_is_continued_once() throws Exception {
        Sample sample = sample();
        assertEquals(1, Archives.importing(TERM).getInt("created"));
        sample.fill(new StartupEvent());
        assertEquals(0, total(), "the store has something of its own");

        Path begun = Files.writeString(directory.resolve("sample-begun"), "");
        sample.fill(new StartupEvent());
        assertEquals(20, total());
        assertFalse(Files.exists(begun), "it is complete");

        long number = watch.known();
        sample.fill(new StartupEvent());
        assertEquals(number, watch.known());
    }

    private Sample sample() {
        Sample sample = new Sample();
        sample.config = new ArchiveConfig() {
            @Override
            public Path dataDirectory() {
                return directory;
            }

            @Override
            public boolean sample() {
                return true;
            }

            @Override
            public Imports imports() {
                throw new UnsupportedOperationException();
            }
        };
        sample.importer = importer;
        sample.watch = watch;
        return sample;
    }

    private static int total() {
        return given().get("/v1/press-releases?limit=1").path("meta.total");
    }
}
