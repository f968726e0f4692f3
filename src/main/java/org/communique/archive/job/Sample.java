package org.communique.archive.job;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.communique.archive.ArchiveConfig;
import org.communique.archive.importer.ArchiveImporter;
import org.communique.archive.importer.ArchiveLines;
import org.communique.archive.importer.ImportOptions;
import org.communique.archive.importer.UnknownTerms;
import org.communique.sequence.SequenceWatch;
import org.communique.value.PrivateFiles;
import org.jboss.logging.Logger;

/**
 * Fills an empty store with the reference data and the sample, through the importer that everybody uses. A fill that was
 * interrupted is continued at the next start: what is there is found unchanged.
 */
@ApplicationScoped
class Sample {
    private static final Logger LOG = Logger.getLogger(Sample.class);
    private static final List<String> ARCHIVES = List.of("/reference/terms.ndjson", "/reference/sample.ndjson");

    /** In the data directory while the store is filled. */
    private static final String BEGUN = "sample-begun";

    /** Bytes, many times what any line of it has. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final ImportOptions AS_PUBLISHED = new ImportOptions(true, false, UnknownTerms.REJECT);

    @Inject
    ArchiveConfig config;

    @Inject
    ArchiveImporter importer;

    @Inject
    SequenceWatch watch;

    void fill(@Observes @Priority(300) StartupEvent start) throws IOException {
        Path begun = config.dataDirectory().resolve(BEGUN);
        if (!config.sample() || watch.last() > 0 && Files.notExists(begun)) {
            return;
        }
        PrivateFiles.directory(begun.getParent());
        Files.writeString(begun, "Importing the sample into the empty store.\n");
        for (String archive : ARCHIVES) {
            try (InputStream in = Sample.class.getResourceAsStream(archive)) {
                importer.run(new ArchiveLines(in, LONGEST_LINE), AS_PUBLISHED, tally -> {
                    if (!tally.faults().isEmpty()) {
                        throw new IllegalStateException(archive + ": " + tally.faults());
                    }
                    LOG.debugf("%s: %d lines", archive, tally.lines());
                });
            }
        }
        Files.delete(begun);
        LOG.info("Imported the reference data and the sample press releases into the empty store");
    }
}
