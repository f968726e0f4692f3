package org.communique.archive.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.communique.archive.ArchiveConfig;
import org.communique.archive.importer.ArchiveImporter;
import org.communique.archive.importer.ArchiveLines;
import org.communique.archive.importer.ImportCounts;
import org.communique.archive.importer.ImportProgress;
import org.communique.archive.importer.ImportStopped;
import org.communique.archive.job.ImportQueue.Waiting;
import org.communique.cluster.Follower;
import org.communique.cluster.Followers;
import org.communique.cluster.NodeRegistry;
import org.communique.cluster.WriteLock;
import org.communique.http.problem.StoreFailure;
import org.communique.sequence.SequenceWatch;
import org.jboss.logging.Logger;

/**
 * Works through the archives that have arrived, on one thread: those of one key one after the other, those of different keys
 * in turns.
 */
@ApplicationScoped
class ImportRunner {
    private static final Logger LOG = Logger.getLogger(ImportRunner.class);

    /** How long a stop of the service waits for the batch that is being written. */
    private static final int PATIENCE_SECONDS = 10;

    /** Changes that a follower may be behind while an archive comes in. */
    private static final long MOST_BEHIND = 500;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 5;

    @Inject
    ArchiveImporter importer;

    @Inject
    ImportSpool spool;

    @Inject
    ArchiveConfig config;

    @Inject
    DatabaseStatistics planner;

    @Inject
    NodeRegistry nodes;

    @Inject
    WriteLock writeLock;

    @Inject
    Followers followers;

    @Inject
    SequenceWatch watch;

    @Inject
    Clock clock;

    private final ImportQueue queue = new ImportQueue();

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "communique-import"));

    private volatile boolean stopping;
    private Follower follower;

    @PostConstruct
    void prepare() {
        follower = followers.add("imports");
    }

    /** The batch that is being written is finished; an interrupt could reach the embedded store's file instead. */
    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        worker.shutdown();
        worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void start(UUID id, String caller) {
        queue.add(id, caller);
        another();
    }

    /** One that was cancelled: what it is at is rolled back where it tries to write that down. */
    void discard(UUID id) {
        queue.remove(id);
        spool.discard(spool.file(id));
    }

    /** There is a turn to come for each import in the queue. */
    private void another() {
        try {
            worker.execute(this::turn);
        } catch (RejectedExecutionException stop) {
            LOG.debugf(stop, "The remaining imports resume after the next start");
        }
    }

    private void turn() {
        if (!stopping) {
            queue.next().ifPresent(this::turn);
        }
    }

    private void turn(Waiting waiting) {
        UUID id = waiting.id();
        try {
            boolean whole = importing(waiting);
            if (!whole) {
                another();
                return;
            }
            planner.look();
            end(id, ImportJob.COMPLETED, null);
        } catch (TakenException taken) {
            LOG.warnf("Import %s was taken over by another node while this one was unresponsive", id);
            queue.remove(id);
            return;
        } catch (CancelledException cancelled) {
            LOG.infof("Import %s was cancelled", id);
        } catch (Exception | Error failed) {
            if (StoreFailure.isAway(failed)) {
                againSoon(failed);
                return;
            }
            LOG.errorf(failed, "Import %s failed", id);
            if (!isEnded(id)) {
                return;
            }
        }
        follower.succeeded();
        discard(id);
    }

    /** Ends it as failed, or has it tried again where the store does not take that either. */
    private boolean isEnded(UUID id) {
        try {
            end(id, ImportJob.FAILED, "The import stopped at an internal error; what was already imported stays.");
            return true;
        } catch (RuntimeException notNow) {
            againSoon(notNow);
            return false;
        }
    }

    /** The store is away; what was written is written down, and the rest is done once it is back. */
    private void againSoon(Throwable failed) {
        try {
            Thread.sleep(follower.failed(failed).toMillis());
            another();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers whether all of it is done. */
    private boolean importing(Waiting waiting) throws IOException {
        UUID id = waiting.id();
        ImportJob job = QuarkusTransaction.requiringNew().call(() -> {
            writeLock.enter();
            ImportJob found = ImportJob.locked(id);
            checkStillOurs(found);
            if (found.dryRun && waiting.memory().isNew()) {
                // The terms that it found are nowhere but in memory.
                found.rewind();
            }
            return found;
        });
        int longest = (int)
                Math.min(Integer.MAX_VALUE / 2, config.imports().maxLineSize().asLongValue());
        try (InputStream archive = new BufferedInputStream(Files.newInputStream(spool.file(id)))) {
            ArchiveLines lines = new ArchiveLines(archive, longest, job.position());
            return importer.run(lines, job.options(), waiting.memory(), new Watch(waiting));
        }
    }

    private void checkStillOurs(ImportJob job) {
        if (!nodes.own().equals(job.node)) {
            throw new TakenException();
        }
        if (job.isCancelled()) {
            throw new CancelledException();
        }
    }

    void end(UUID id, String status, String detail) {
        QuarkusTransaction.requiringNew().run(() -> {
            writeLock.enter();
            ImportJob job = ImportJob.locked(id);
            if (job.isCancelled()) {
                return;
            }
            job.end(status, detail, clock.instant());
            LOG.infof(
                    "Import %s %s: %d lines, %d created, %d changed, %d unchanged, %d errors, %d lines/s",
                    id, status, job.lines, job.created, job.changed, job.unchanged, job.faultCount, job.rate());
        });
    }

    /** Another node goes on with it, on the same disk. */
    private static final class TakenException extends ImportStopped {
        private static final long serialVersionUID = 1L;
    }

    private static final class CancelledException extends ImportStopped {
        private static final long serialVersionUID = 1L;
    }

    /** Writes down how far an import is, says so in the log every few seconds, and ends its turn. */
    private final class Watch implements ImportProgress {
        private static final long SAID_EVERY = 5_000_000_000L;

        private final Waiting waiting;
        private final long began = System.nanoTime();
        private long counted = began;
        private long said = began;

        Watch(Waiting waiting) {
            this.waiting = waiting;
        }

        @Override
        public void add(ImportCounts batch) {
            ImportJob job = ImportJob.locked(waiting.id());
            checkStillOurs(job);
            if (!job.isRunning()) {
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
                        job.id, job.percent(), job.lines, job.rate(), job.timeLeft());
            }
        }

        /** A turn that has written nothing yet goes on, however long reading takes. */
        @Override
        public boolean goesOn() {
            follower.succeeded();
            letOthersFollow();
            return !stopping && !(counted > began && isAwaited());
        }

        /** What is in counts once it can be found: an import is no faster than what follows it, and holds nothing while it waits. */
        private void letOthersFollow() {
            long end = System.nanoTime() + LONGEST_WAIT.toNanos();
            try {
                while (!stopping && followers.areBehind(watch.known(), MOST_BEHIND) && System.nanoTime() < end) {
                    Thread.sleep(LOOK_MILLIS);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean isAwaited() {
            return System.nanoTime() - began > config.imports().turn().toNanos()
                    && queue.hasOtherThan(waiting.caller());
        }
    }
}
