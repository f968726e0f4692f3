package org.communique.exchange;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Works through the archives that have arrived, one after the other; what a stop cut off goes on at the next start. */
@ApplicationScoped
class ImportRunner {
    private static final Logger LOG = Logger.getLogger(ImportRunner.class);

    /** How long a stop of the service waits for the batch that is being written. */
    private static final int PATIENCE_SECONDS = 10;

    @Inject
    ArchiveImporter importer;

    @Inject
    ImportSpool spool;

    @Inject
    Planner planner;

    @Inject
    Clock clock;

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "communique-import"));

    private volatile boolean stopping;

    void afterRestart(@Observes StartupEvent start) {
        List<ImportJob> cutOff = QuarkusTransaction.requiringNew()
                .call(() -> ImportJob.list("status = ?1 order by receivedAt, id", ImportJob.RUNNING));
        for (ImportJob job : cutOff) {
            if (Files.exists(spool.file(job.id))) {
                LOG.infof("Import %s goes on after line %d", job.id, job.dryRun ? 0 : job.readLines);
                start(job.id);
            } else {
                end(
                        job.id,
                        ImportJob.FAILED,
                        "The service stopped while it ran, and the archive is not on its disk any more. Send it again: what is in is found unchanged.");
            }
        }
    }

    /** The batch that is being written is finished; an interrupt could reach the embedded store's file instead. */
    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        worker.shutdown();
        worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void start(UUID id) {
        worker.execute(() -> run(id));
    }

    private void run(UUID id) {
        if (stopping) {
            return;
        }
        try {
            importing(id);
            if (stopping) {
                return;
            }
            planner.look();
            end(id, ImportJob.COMPLETED, null);
        } catch (Exception failed) {
            LOG.errorf(failed, "Import %s failed", id);
            end(id, ImportJob.FAILED, "The import stopped at an error inside the service; what is in stays in.");
        }
        spool.discard(spool.file(id));
    }

    private void importing(UUID id) throws IOException {
        ImportJob job = QuarkusTransaction.requiringNew().call(() -> {
            ImportJob found = job(id);
            if (found.dryRun) {
                // The terms that it found are nowhere but in memory.
                found.rewind();
            }
            return found;
        });
        try (InputStream archive = new BufferedInputStream(Files.newInputStream(spool.file(id)))) {
            importer.run(new ArchiveLines(archive, job.position()), job.options(), new Watch(id));
        }
    }

    private void end(UUID id, String status, String detail) {
        QuarkusTransaction.requiringNew().run(() -> {
            ImportJob job = job(id);
            job.status = status;
            job.detail = detail;
            job.finishedAt = clock.instant();
            if (status.equals(ImportJob.COMPLETED)) {
                job.readBytes = job.totalBytes;
            }
            LOG.infof(
                    "Import %s %s: %d lines, %d created, %d changed, %d unchanged, %d faults, %d lines/s",
                    id, status, job.lines, job.created, job.changed, job.unchanged, job.faultCount, job.rate());
        });
    }

    private static ImportJob job(UUID id) {
        return ImportJob.findById(id);
    }

    /** Writes down how far an import is, and says so in the log every few seconds. */
    private final class Watch implements ImportProgress {
        private static final long SAID_EVERY = 5_000_000_000L;

        private final UUID id;
        private long counted = System.nanoTime();
        private long said = counted;

        Watch(UUID id) {
            this.id = id;
        }

        @Override
        public void add(Tally batch) {
            ImportJob job = job(id);
            long now = System.nanoTime();
            long millis = (now - counted) / 1_000_000;
            job.add(batch, millis);
            counted += millis * 1_000_000;
            if (now - said > SAID_EVERY) {
                said = now;
                LOG.infof(
                        "Import %s: %d %%, %d lines, %d lines/s, %d s left",
                        id, job.percent(), job.lines, job.rate(), job.timeLeft());
            }
        }

        @Override
        public boolean goesOn() {
            return !stopping;
        }
    }
}
