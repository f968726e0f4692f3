package org.communique.archive.importer;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.communique.taxonomy.Terms;

/** Reads the next batch of an archive, and cleans its bodies, on another thread while one is written; never two ahead. */
final class BatchReader implements AutoCloseable {
    /** Lines that a fast machine does not write in the second that a transaction may take. */
    private static final int MOST = 2_000;

    private final ArchiveLines lines;
    private final UnknownTerms unknown;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "communique-import-reader"));
    private Future<ArchiveBatch> ahead;

    BatchReader(ArchiveLines lines, UnknownTerms unknown) {
        this.lines = lines;
        this.unknown = unknown;
    }

    /**
     * Begins to read the next batch.
     *
     * @param terms what to read its releases against; null to leave that for later
     */
    void begin(Terms terms) {
        ahead = thread.submit(() -> read(terms));
    }

    private ArchiveBatch read(Terms terms) throws IOException {
        List<ArchiveRecord> records =
                lines.next(MOST).stream().map(ArchiveRecord::read).toList();
        ArchiveBatch batch = ArchiveBatch.of(records, lines.position());
        return terms == null ? batch : batch.readAgainst(terms, unknown);
    }

    /** The batch that was begun; empty at the end. */
    ArchiveBatch take() throws IOException {
        try {
            return ahead.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
