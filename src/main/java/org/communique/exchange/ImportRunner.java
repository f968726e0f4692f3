package org.communique.exchange;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Works through the archives that have arrived, one after the other, and writes down how far each is. */
@ApplicationScoped
class ImportRunner {
    private static final Logger LOG = Logger.getLogger(ImportRunner.class);

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

    @Transactional
    void afterRestart(@Observes StartupEvent start) {
        ImportJob.<ImportJob>list("status", ImportJob.RUNNING).forEach(job -> {
            job.status = ImportJob.FAILED;
            job.detail = "The service stopped while it ran. Send the archive again: what is in is found unchanged.";
            job.finishedAt = clock.instant();
        });
    }

    void stop(@Observes ShutdownEvent stop) {
        worker.shutdownNow();
    }

    void start(UUID id, Path file, boolean announce) {
        worker.execute(() -> run(id, file, announce));
    }

    private void run(UUID id, Path file, boolean announce) {
        try (InputStream archive = Files.newInputStream(file)) {
            importer.run(archive, announce, tally -> job(id).add(tally));
            planner.look();
            end(id, ImportJob.COMPLETED, null);
        } catch (Exception failed) {
            LOG.errorf(failed, "Import %s failed", id);
            end(id, ImportJob.FAILED, "The import stopped at an error inside the service; what is in stays in.");
        } finally {
            spool.discard(file);
        }
    }

    private void end(UUID id, String status, String detail) {
        QuarkusTransaction.requiringNew().run(() -> {
            ImportJob job = job(id);
            job.status = status;
            job.detail = detail;
            job.finishedAt = clock.instant();
            LOG.infof(
                    "Import %s %s: %d lines, %d created, %d changed, %d unchanged, %d faults",
                    id, status, job.lines, job.created, job.changed, job.unchanged, job.faultCount);
        });
    }

    private static ImportJob job(UUID id) {
        return ImportJob.findById(id);
    }
}
