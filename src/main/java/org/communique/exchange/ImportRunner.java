package org.communique.exchange;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.communique.sequence.DeferredStartEvent;
import org.communique.sequence.Nodes;
import org.communique.web.StoreFailure;
import org.jboss.logging.Logger;

/**
 * Works through the archives that have arrived, one after the other; what a stop cut off goes on at the next start. An
 * archive is on the disk of the node that took it: no other can go on with it, unless they share the disk.
 */
@ApplicationScoped
class ImportRunner {
    private static final Logger LOG = Logger.getLogger(ImportRunner.class);

    /** How long a stop of the service waits for the batch that is being written. */
    private static final int PATIENCE_SECONDS = 10;

    private static final long AGAIN_MILLIS = 1_000;

    private static final String CUT_OFF = "select id, status from import_job where node = ? and status in ('"
            + ImportJob.RUNNING + "', '" + ImportJob.FAILED + "') order by received_at, id";

    private static final String ABANDONED =
            "The node that ran it has gone, and the archive is on that node's disk. It goes on by itself once that node has started again; or send the archive again: what is in is found unchanged.";

    @Inject
    ArchiveImporter importer;

    @Inject
    ImportSpool spool;

    @Inject
    Planner planner;

    @Inject
    Nodes nodes;

    @Inject
    AgroalDataSource store;

    @Inject
    Clock clock;

    private final Queue<UUID> cutOff = new ArrayDeque<>();

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "communique-import"));

    private volatile boolean stopping;

    /** Before any can be sent to this process: those that another process of this node has begun. */
    void findCutOff(@Observes StartupEvent start) throws SQLException {
        // What was given up because this node was away is resumed, which its archive shows to be possible.
        Set<UUID> present = spool.present();
        try (Connection connection = store.getConnection();
                PreparedStatement select = connection.prepareStatement(CUT_OFF)) {
            select.setObject(1, nodes.own());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject("id", UUID.class);
                    if (row.getString("status").equals(ImportJob.RUNNING) || present.contains(id)) {
                        cutOff.add(id);
                    }
                }
            }
        }
        nodes.onChange(this::lookForOrphans);
    }

    void resume(@Observes @Priority(450) DeferredStartEvent start) {
        for (UUID id = cutOff.peek(); id != null; id = cutOff.peek()) {
            if (Files.exists(spool.file(id))) {
                goOn(id);
            } else {
                end(
                        id,
                        ImportJob.FAILED,
                        "The service stopped while it ran, and the archive is not on its disk any more. Send it again: what is in is found unchanged.");
            }
            cutOff.remove();
        }
    }

    /** Those of nodes that have gone: taken where the archive is here, else given up. */
    private void lookForOrphans() {
        for (ImportJob orphan : QuarkusTransaction.requiringNew().call(ImportJob::orphans)) {
            if (!Files.exists(spool.file(orphan.id))) {
                abandon(orphan.id);
            } else if (QuarkusTransaction.requiringNew().call(() -> ImportJob.take(orphan, nodes.own()))) {
                goOn(orphan.id);
            }
        }
    }

    private void abandon(UUID id) {
        QuarkusTransaction.requiringNew()
                .run(() -> ImportJob.orphans().stream()
                        .filter(orphan -> orphan.id.equals(id))
                        .forEach(orphan -> orphan.abandon(ABANDONED, clock.instant())));
        LOG.warnf("Import %s is given up: its node has gone, and the archive with it", id);
    }

    private void goOn(UUID id) {
        QuarkusTransaction.requiringNew().run(() -> {
            ImportJob job = job(id);
            job.resume();
            LOG.infof("Import %s goes on after line %d", id, job.dryRun ? 0 : job.readLines);
        });
        start(id);
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
        } catch (TakenException taken) {
            LOG.warnf("Import %s was taken over while this node stood still", id);
            return;
        } catch (Exception failed) {
            if (StoreFailure.isAway(failed)) {
                againSoon(id);
                return;
            }
            LOG.errorf(failed, "Import %s failed", id);
            end(id, ImportJob.FAILED, "The import stopped at an error inside the service; what is in stays in.");
        }
        spool.discard(spool.file(id));
    }

    /** The store is away; what was written is written down, and the rest is done once it is back. */
    private void againSoon(UUID id) {
        LOG.warnf("Import %s waits for the store", id);
        try {
            Thread.sleep(AGAIN_MILLIS);
            start(id);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException stop) {
            LOG.debugf(stop, "Import %s goes on after the next start", id);
        }
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

    /** Another node goes on with it, on the same disk. */
    private static final class TakenException extends RuntimeException {}

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
            if (!nodes.own().equals(job.node)) {
                throw new TakenException();
            }
            if (!job.status.equals(ImportJob.RUNNING)) {
                // Others took the silence of this node for its end.
                job.resume();
            }
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
