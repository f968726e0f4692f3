package org.communique.search;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.Follower;
import org.communique.cluster.Followers;
import org.communique.search.index.Engine;
import org.communique.search.index.IndexException;
import org.communique.search.index.IndexPosition;
import org.communique.search.index.OpenIndex;
import org.communique.search.index.SearchConfig;
import org.communique.search.index.SearchIndex;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.communique.store.StoreFault;
import org.jboss.logging.Logger;

/**
 * Keeps the index: opens it, has it follow the sequence, and rebuilds it where it is missing, damaged or of another
 * store. After a failure it goes on from the last commit, which has the documents and their mark or neither. It runs on a thread of its own, so that everything else works meanwhile. Of several nodes that share an index one
 * writes, and the others look how far it is.
 */
@ApplicationScoped
class Indexer {
    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(5);
    /** What a crash loses is read from the changes again. Each commit makes segments, which have to be merged. */
    private static final Duration COMMITTED_EVERY = Duration.ofSeconds(5);

    private static final Duration LOOK_AT_OTHERS = Duration.ofMillis(200);

    @Inject
    SearchIndex index;

    @Inject
    IndexSource source;

    @Inject
    SequenceWatch watch;

    @Inject
    WriterLease lease;

    @Inject
    SearchConfig config;

    @Inject
    Engines engines;

    @Inject
    Followers followers;

    private final Semaphore wakes = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private Runnable unsubscribe = () -> {};
    private Thread thread;
    private Engine engine;
    private OpenIndex open;
    private IndexFeed feed;
    private Follower follower;
    private boolean rebuild;
    /** Whether the last round failed for no reason that is outside of the index. */
    private boolean doubted;

    void start(@Observes @Priority(600) DeferredStartEvent start) {
        follower = followers.add("index");
        index.follow(follower);
        engine = engines.chosen();
        rebuild = config.rebuild();
        unsubscribe = watch.onAdvance(last -> wakes.release());
        thread = new Thread(this::run, "communique-indexer");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stop.countDown();
        wakes.release();
        unsubscribe.run();
        if (thread != null) {
            thread.join(Duration.ofSeconds(10).toMillis());
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void run() {
        try {
            while (!isStopped()) {
                try {
                    Duration wait = round();
                    doubted = false;
                    wakes.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                    wakes.drainPermits();
                } catch (RuntimeException | Error failed) {
                    if (!isStopped()) {
                        stop.await(failed(failed).toMillis(), TimeUnit.MILLISECONDS);
                    }
                }
            }
            if (feed != null) {
                feed.commit(Duration.ZERO);
                if (engine.isShared()) {
                    lease.giveUp();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException notNow) {
            LOG.debug("The write lease of the index could not be released; it will expire", notNow);
        } finally {
            close();
            engine.close();
        }
    }

    /** Says how long to wait. What is in the index goes on to be found where the store or the disk is the reason. */
    private Duration failed(Throwable failed) {
        feed = null;
        Optional<Throwable> lost = open == null ? Optional.empty() : open.lost();
        lost.filter(cause -> cause != failed).ifPresent(failed::addSuppressed);
        boolean outside = StoreFault.of(failed).isPresent();
        // An index that fails twice in a row though its files are sound is rebuilt; a cluster, a disk or a database
        // comes
        // back by itself.
        rebuild |= doubted && !outside && !engine.isShared() && failed instanceof IndexException;
        doubted = !outside;
        if (lost.isPresent() || !outside) {
            close();
            openAgain();
        }
        return follower.failed(failed);
    }

    /** As of its last commit. */
    private void openAgain() {
        try {
            open = engine.current().orElse(null);
            mark().ifPresent(mark -> index.reached(open, mark.number()));
        } catch (RuntimeException | Error failed) {
            LOG.debug("The search index could not be reopened yet", failed);
            close();
        }
    }

    private void close() {
        index.closed();
        feed = null;
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /** Does what there is to do; says how long to wait where nothing happens. */
    private Duration round() {
        boolean writing = !engine.isShared() || lease.isMine();
        boolean suspected = index.takeSuspicion();
        if (open != null && open.lost().isPresent()) {
            throw new IllegalStateException(
                    "the index has lost its writer", open.lost().get());
        }
        if (open != null && (suspected || engine.hasMoved())) {
            // What is opened again is checked.
            close();
        }
        if (open == null) {
            open = engine.current().orElse(null);
        }
        if (writing) {
            write();
            return LOOK;
        }
        feed = null;
        Optional<IndexPosition> mark = mark();
        if (mark.isPresent()) {
            index.reached(open, mark.get().number());
            follower.succeeded();
        } else {
            index.closed();
        }
        return LOOK_AT_OTHERS;
    }

    private void write() {
        boolean failing = follower.standstill().isPresent();
        if (failing) {
            engine.tryWriting();
        }
        if (feed == null) {
            feed = mark().map(mark -> new IndexFeed(open, source, mark.store(), mark.number()))
                    .orElse(null);
            if (feed == null || rebuild) {
                build();
            } else {
                index.reached(open, feed.number());
                LOG.infof("Search is ready at sequence number %d", feed.number());
            }
        }
        while (feed != null && !isStopped() && feed.follow()) {
            index.reached(open, feed.number());
            feed.commit(COMMITTED_EVERY);
            if (engine.isShared() && !lease.isMine()) {
                feed = null;
            }
        }
        if (feed == null || isStopped()) {
            return;
        }
        if (failing) {
            open.commit();
        }
        follower.succeeded();
        feed.commit(COMMITTED_EVERY);
        if (!engine.isShared() && feed.isQuiet(QUIET) && engine.hasRoomToMerge()) {
            feed.tidy();
        }
    }

    /** How far the open index is, where there is one and it belongs to the store as it is. */
    private Optional<IndexPosition> mark() {
        if (open == null) {
            return Optional.empty();
        }
        Snapshot now = source.now();
        return open.mark().filter(mark -> mark.store().equals(now.store()) && mark.number() <= now.number());
    }

    /** Builds a new index, while the one that is open, where its mark is sound, is asked and follows. */
    private void build() {
        IndexFeed old = feed;
        OpenIndex next = engine.begin();
        Optional<IndexFeed> built = Optional.empty();
        try {
            built = new IndexBuild(source, index).into(next, () -> {
                if (old != null && old.follow()) {
                    index.reached(open, old.number());
                }
                return !isStopped() && (!engine.isShared() || lease.isMine());
            });
            if (built.isPresent()) {
                engine.finish();
            }
        } catch (RuntimeException | Error failed) {
            built = Optional.empty();
            next.lost().ifPresent(failed::addSuppressed);
            throw failed;
        } finally {
            if (built.isEmpty()) {
                next.close();
                engine.discard();
            }
        }
        feed = built.orElse(null);
        if (feed != null) {
            index.reached(next, feed.number());
            if (open != null) {
                open.close();
            }
            open = next;
            rebuild = false;
            engine.removeOthers();
            LOG.infof("Search is ready at sequence number %d", feed.number());
        }
    }
}
