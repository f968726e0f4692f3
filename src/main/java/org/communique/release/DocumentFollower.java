package org.communique.release;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.communique.sequence.DeferredStartEvent;
import org.communique.sequence.Follower;
import org.communique.sequence.Followers;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.value.PrivateFiles;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jboss.logging.Logger;

/**
 * Keeps the documents of all public releases at the present number of the sequence. A file that is missing, damaged or of another
 * store is made anew, while the store answers. It takes no more than a third of a core while there is much to take over.
 */
@ApplicationScoped
class DocumentFollower {
    private static final Logger LOG = Logger.getLogger(DocumentFollower.class);
    /** So many changes a reader takes; more are left to the follower. */
    private static final int FEW = 50;

    private static final long PAUSE_MILLIS = 100;
    /** Times as long as the work before it. */
    private static final int REST = 2;

    /** The same while others follow too: what has been brought in is to be found first. */
    private static final int LONG_REST = 10;

    private static final int CROWD = 100;

    @Inject
    Snapshots snapshots;

    @Inject
    SequenceWatch watch;

    @Inject
    DocumentSource source;

    @Inject
    Followers followers;

    @Inject
    DocumentConfig config;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Semaphore wakes = new Semaphore(1);
    private final CountDownLatch stop = new CountDownLatch(1);
    private DocumentStore documents;
    /** That of the documents; -1 while they are not complete. */
    private volatile long number = -1;

    /** Whether the file is not as it was written. */
    private volatile boolean damaged;

    private Follower follower;
    private Thread thread;

    void start(@Observes @Priority(650) DeferredStartEvent start) {
        follower = followers.add("documents");
        watch.onAdvance(last -> wakes.release());
        thread = new Thread(this::run, "communique-documents");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stop.countDown();
        wakes.release();
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
        lock.writeLock().lock();
        try {
            number = -1;
            if (documents != null) {
                documents.close();
                documents = null;
            }
        } catch (MVStoreException failed) {
            LOG.debug("The file of documents was not closed in peace", failed);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    long number() {
        return number;
    }

    /** Answers from the documents; empty where they are not at the number. */
    <T> Optional<T> at(long wanted, Function<DocumentStore, T> work) {
        lock.readLock().lock();
        try {
            return number == wanted ? Optional.of(work.apply(documents)) : Optional.empty();
        } catch (MVStoreException unreadable) {
            LOG.warn("The documents cannot be read and are made anew", unreadable);
            damaged = true;
            number = -1;
            wakes.release();
            return Optional.empty();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Takes what is new where that is little; in a snapshot. */
    void takeFew(Snapshot snapshot) {
        long from = number;
        if (from >= 0 && from < snapshot.number() && snapshot.number() - from <= FEW) {
            take(from, snapshot);
        }
    }

    private void run() {
        while (!isStopped()) {
            long pause = PAUSE_MILLIS;
            try {
                wakes.acquire();
                wakes.drainPermits();
                if (isStopped()) {
                    return;
                }
                follow();
                follower.succeeded();
            } catch (InterruptedException ended) {
                return;
            } catch (RuntimeException | IOException | Error failed) {
                if (isStopped()) {
                    return;
                }
                if (failed instanceof MVStoreException) {
                    damaged = true;
                    number = -1;
                }
                pause = follower.failed(failed).toMillis();
                wakes.release();
            }
            rest(pause);
        }
    }

    private void rest(long millis) {
        try {
            stop.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws IOException {
        if (number < 0) {
            begin();
        }
        boolean more = true;
        while (more && !isStopped()) {
            long began = System.nanoTime();
            long from = number;
            more = snapshots.read(snapshot -> take(from, snapshot));
            if (more) {
                restFrom(began);
            }
        }
    }

    /** Opens the file, and fills it where it is not of this store. */
    private void begin() throws IOException {
        Snapshot now = snapshots.read(snapshot -> snapshot);
        if (damaged) {
            abandon();
            Files.deleteIfExists(file());
            damaged = false;
        }
        if (documents == null) {
            documents = opened();
        }
        boolean known = documents.store().filter(now.store()::equals).isPresent() && documents.number() <= now.number();
        if (!known) {
            abandon();
            Files.deleteIfExists(file());
            documents = opened();
            build(now);
        }
        if (!isStopped()) {
            number = documents.number();
        }
    }

    private Path file() {
        return config.dataDirectory().resolve("documents");
    }

    private DocumentStore opened() throws IOException {
        PrivateFiles.directory(config.dataDirectory());
        Path file = file();
        PrivateFiles.file(file);
        try {
            return new DocumentStore(file);
        } catch (MVStoreException unreadable) {
            if (unreadable.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw unreadable;
            }
            LOG.warnf("The documents in %s cannot be read and are made anew: %s", file, unreadable.getMessage());
            Files.delete(file);
            PrivateFiles.file(file);
            return new DocumentStore(file);
        }
    }

    /** Lets go of the file, whatever state it is in. */
    private void abandon() {
        lock.writeLock().lock();
        try {
            number = -1;
            if (documents != null) {
                documents.abandon();
                documents = null;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void build(Snapshot start) {
        long began = System.nanoTime();
        fill(source::present);
        fill(source::retracted);
        if (!isStopped()) {
            documents.mark(start.store(), start.number());
            LOG.infof(
                    "Made the documents of %d releases in %.1f s", documents.size(), (System.nanoTime() - began) / 1e9);
        }
    }

    private void fill(Function<UUID, DocumentUpdate> next) {
        Optional<UUID> last = Optional.of(SearchableReleases.FIRST);
        while (last.isPresent() && !isStopped()) {
            long began = System.nanoTime();
            UUID after = last.get();
            DocumentUpdate update = snapshots.read(snapshot -> next.apply(after));
            update.applyTo(documents);
            last = update.last();
            if (last.isPresent()) {
                restFrom(began);
            }
        }
    }

    private void restFrom(long began) {
        int times = followers.areBehind(watch.known(), CROWD) ? LONG_REST : REST;
        rest(times * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    /** Takes the next changes up to the snapshot; says whether there are more. */
    private boolean take(long from, Snapshot snapshot) {
        DocumentUpdate update = source.after(from, snapshot.number());
        lock.writeLock().lock();
        try {
            if (number == from && documents != null) {
                update.applyTo(documents);
                documents.mark(snapshot.store(), update.number());
                number = update.number();
            }
        } finally {
            lock.writeLock().unlock();
        }
        return update.number() < snapshot.number();
    }
}
