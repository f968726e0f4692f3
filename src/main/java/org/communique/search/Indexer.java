package org.communique.search;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.communique.search.SearchDocument.Mark;
import org.communique.sequence.DeferredStartEvent;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.util.common.SearchException;
import org.jboss.logging.Logger;

/**
 * Keeps the index: opens it, has it follow the sequence, and builds it anew where it is missing, damaged or of another
 * store. It runs on a thread of its own, so that everything else works meanwhile. Of several nodes that share an index one
 * writes, and the others look how far it is.
 */
@ApplicationScoped
class Indexer {
    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration LOOK_AT_OTHERS = Duration.ofMillis(200);

    @Inject
    SearchIndex index;

    @Inject
    IndexSource source;

    @Inject
    SequenceWatch watch;

    @Inject
    WritingTurn turn;

    @Inject
    SearchConfig config;

    @Inject
    IndexDirectory directory;

    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean stopped;
    private Runnable unsubscribe = () -> {};
    private Thread thread;
    private Engine engine;
    private CloseableSearchMapping mapping;
    private IndexFeed feed;
    private boolean rebuild;
    private boolean failing;

    void start(@Observes @Priority(600) DeferredStartEvent start) {
        engine = Engines.of(config, directory);
        rebuild = config.rebuild();
        unsubscribe = watch.onAdvance(last -> wakes.release());
        thread = new Thread(this::run, "communique-indexer");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopped = true;
        wakes.release();
        unsubscribe.run();
        if (thread != null) {
            thread.join(Duration.ofSeconds(10).toMillis());
        }
    }

    private void run() {
        try {
            while (!stopped) {
                Duration wait = LOOK;
                try {
                    wait = round();
                    failing = false;
                } catch (RuntimeException | Error failed) {
                    failed(failed);
                }
                wakes.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                wakes.drainPermits();
            }
            if (engine.isShared() && feed != null) {
                turn.giveUp();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException notNow) {
            LOG.debug("The turn to write runs out by itself", notNow);
        } finally {
            close();
            engine.close();
        }
    }

    private void failed(Throwable failed) {
        if (!stopped && !failing) {
            LOG.warn("The index does not work; it is opened again and again until it does", failed);
        }
        // An index that fails twice in a row though its files are sound is made anew; a cluster or a database comes
        // back by itself.
        rebuild |= failing && !engine.isShared() && failed instanceof SearchException;
        failing = true;
        close();
    }

    private void close() {
        index.closed();
        feed = null;
        if (mapping != null) {
            mapping.close();
            mapping = null;
        }
    }

    /** Does what there is to do; says how long to wait where nothing happens. */
    private Duration round() {
        boolean writing = !engine.isShared() || turn.isMine();
        boolean suspected = index.takeSuspicion();
        if (mapping != null && (suspected || engine.hasMoved())) {
            // What is opened again is checked.
            close();
        }
        if (mapping == null) {
            mapping = engine.current().orElse(null);
        }
        if (writing) {
            write();
            return LOOK;
        }
        feed = null;
        Optional<Mark> mark = mark();
        if (mark.isPresent()) {
            index.reached(mapping, mark.get().number());
        } else {
            index.closed();
        }
        return LOOK_AT_OTHERS;
    }

    private void write() {
        if (feed == null) {
            feed = mark().map(mark -> new IndexFeed(mapping, source, mark.store(), mark.number()))
                    .orElse(null);
            if (feed == null || rebuild) {
                build();
            } else {
                index.reached(mapping, feed.number());
                LOG.infof("Search is ready at %d", feed.number());
            }
        }
        while (feed != null && !stopped && feed.follow()) {
            index.reached(mapping, feed.number());
            if (engine.isShared() && !turn.isMine()) {
                feed = null;
            }
        }
        if (feed != null && !stopped && !engine.isShared()) {
            feed.tidy(QUIET);
        }
    }

    /** How far the open index is, where there is one and it belongs to the store as it is. */
    private Optional<Mark> mark() {
        if (mapping == null) {
            return Optional.empty();
        }
        Snapshot now = source.now();
        return IndexWriting.mark(mapping)
                .filter(mark -> mark.store().equals(now.store()) && mark.number() <= now.number());
    }

    /** Builds a new index, while the one that is open, where its mark is sound, is asked and follows. */
    private void build() {
        IndexFeed old = feed;
        CloseableSearchMapping next = engine.begin();
        Optional<IndexFeed> built = Optional.empty();
        try {
            built = new IndexBuild(source, index).into(next, () -> {
                if (old != null && old.follow()) {
                    index.reached(mapping, old.number());
                }
                return !stopped && (!engine.isShared() || turn.isMine());
            });
        } finally {
            if (built.isEmpty()) {
                next.close();
            }
        }
        feed = built.orElse(null);
        if (feed != null) {
            engine.finish();
            index.reached(next, feed.number());
            if (mapping != null) {
                mapping.close();
            }
            mapping = next;
            rebuild = false;
            engine.removeOthers();
            LOG.infof("Search is ready at %d", feed.number());
        }
    }
}
