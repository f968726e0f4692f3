package org.communique.release.document;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.Followers;
import org.communique.cluster.Worker;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.store.DataDirectory;
import org.communique.taxonomy.TermCache;
import org.communique.value.PrivateFiles;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jboss.logging.Logger;

/**
 * Keeps the documents of all public releases at the present number of the sequence. A file that is missing, damaged or of another
 * store is rebuilt while the store answers. Catching up uses at most a third of a core.
 */
@ApplicationScoped
class DocumentFollower {
    private static final Logger LOG = Logger.getLogger(DocumentFollower.class);
    /** Changes that a reader takes by itself; more are left to the follower. */
    private static final int FEW = 50;

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Times as long as the work before it. */
    private static final int REST = 2;

    /** The same while other followers are behind: what was imported has to be found first. */
    private static final int LONG_REST = 10;

    private static final int CROWD = 100;

    @Inject
    Snapshots snapshots;

    @Inject
    SequenceWatch watch;

    @Inject
    DocumentSource source;

    @Inject
    TermCache terms;

    @Inject
    Followers followers;

    @Inject
    DataDirectory directory;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Worker worker = new Worker("communique-documents", TICK, this::round);
    private DocumentStore documents;
    /** The number that the documents are at; -1 while they are not complete. */
    private volatile long number = -1;

    /** Whether the file is not as it was written. */
    private volatile boolean damaged;

    void start(@Observes @Priority(650) DeferredStartEvent start) {
        watch.onAdvance(last -> worker.wake());
        worker.start(followers.add("documents"));
        worker.wake();
    }

    void stop(@Observes ShutdownEvent end) {
        worker.stop();
        letGo(DocumentStore::close);
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
            spoiled(unreadable);
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

    /** What is left of the documents may belong to two numbers: nothing is read from them any more. */
    private void spoiled(MVStoreException failed) {
        LOG.warn("The release documents cannot be read or written; rebuilding them", failed);
        number = -1;
        damaged = true;
        worker.wake();
    }

    private void round() {
        try {
            if (number < 0) {
                begin();
            }
        } catch (MVStoreException failed) {
            damaged |= failed.getErrorCode() != DataUtils.ERROR_FILE_LOCKED;
            throw failed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        boolean more = number < watch.last();
        while (more && !worker.isStopped()) {
            long began = System.nanoTime();
            long from = number;
            more = from >= 0 && snapshots.read(snapshot -> take(from, snapshot));
            if (more) {
                restFrom(began);
            }
        }
        // Changes that come in a crowd are taken together.
        worker.rest(PAUSE);
    }

    /** Opens the file, and rebuilds one that is not of this store. */
    private void begin() throws IOException {
        Snapshot now = snapshots.read(snapshot -> snapshot);
        Path file = directory.dataDirectory().resolve("documents");
        PrivateFiles.directory(directory.dataDirectory());
        if (documents == null && !damaged) {
            open(PrivateFiles.file(file));
        }
        if (damaged || !documents.isOf(now)) {
            letGo(DocumentStore::abandon);
            Files.deleteIfExists(file);
            damaged = false;
            documents = new DocumentStore(PrivateFiles.file(file));
            build(now);
        }
        if (!worker.isStopped()) {
            number = documents.number();
        }
    }

    private void open(Path file) {
        try {
            documents = new DocumentStore(file);
        } catch (MVStoreException unreadable) {
            if (unreadable.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw unreadable;
            }
            LOG.warnf("The release documents in %s cannot be read; rebuilding them: %s", file, unreadable.getMessage());
            damaged = true;
        }
    }

    private interface Ending {
        void of(DocumentStore documents);
    }

    private void letGo(Ending ending) {
        lock.writeLock().lock();
        try {
            number = -1;
            if (documents != null) {
                ending.of(documents);
            }
        } catch (MVStoreException failed) {
            LOG.debug("The file of documents was not closed properly", failed);
        } finally {
            documents = null;
            lock.writeLock().unlock();
        }
    }

    private void build(Snapshot start) {
        long began = System.nanoTime();
        fill(source::present);
        fill(source::retracted);
        fillChanges(start.number());
        if (!worker.isStopped()) {
            documents.mark(start.store(), start.number());
            LOG.infof(
                    "Built the documents of %d releases in %.1f s",
                    documents.size(), (System.nanoTime() - began) / 1e9);
        }
    }

    private void fill(Function<UUID, DocumentUpdate> next) {
        Optional<UUID> last = Optional.of(SearchableReleases.FIRST);
        while (last.isPresent() && !worker.isStopped()) {
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

    private void fillChanges(long end) {
        long reached = 0;
        while (reached < end && !worker.isStopped()) {
            long began = System.nanoTime();
            long after = reached;
            DocumentUpdate update = snapshots.read(snapshot -> source.changes(after, end));
            update.applyTo(documents);
            reached = update.number();
            restFrom(began);
        }
    }

    private void restFrom(long began) {
        int times = followers.areBehind(watch.known(), CROWD) ? LONG_REST : REST;
        worker.rest(Duration.ofNanos(times * (System.nanoTime() - began)));
    }

    /** Takes the next changes up to the snapshot; returns whether there are more. */
    private boolean take(long from, Snapshot snapshot) {
        DocumentUpdate update = source.after(from, snapshot.number());
        // So that whoever reads the documents finds the names of terms, too.
        terms.at(snapshot);
        lock.writeLock().lock();
        try {
            if (number == from && documents != null) {
                update.applyTo(documents);
                documents.mark(snapshot.store(), update.number());
                number = update.number();
            }
        } catch (MVStoreException failed) {
            spoiled(failed);
        } finally {
            lock.writeLock().unlock();
        }
        return number >= 0 && update.number() < snapshot.number();
    }
}
