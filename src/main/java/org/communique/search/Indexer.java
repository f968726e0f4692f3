package org.communique.search;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.communique.release.FilterState;
import org.communique.release.SearchableRelease;
import org.communique.release.SearchableReleases;
import org.communique.search.SearchDocument.Mark;
import org.communique.search.SearchIndex.Progress;
import org.communique.sequence.Change;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.jboss.logging.Logger;

/**
 * Keeps the index: opens it, builds it anew where it is missing, damaged or of another store, and lets it follow the
 * sequence. It runs on a thread of its own, so that lists work meanwhile.
 */
@ApplicationScoped
class Indexer {
    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final int BATCH = 200;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TELL = Duration.ofSeconds(5);

    @Inject
    SearchIndex index;

    @Inject
    Snapshots snapshots;

    @Inject
    SearchableReleases releases;

    @Inject
    SequenceWatch watch;

    @Inject
    SearchConfig config;

    @Inject
    IndexDirectory directory;

    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean stopped;
    private Runnable unsubscribe;
    private Thread thread;
    private Engine engine;
    private CloseableSearchMapping mapping;
    private UUID store;
    private long number;

    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start) {
        engine = Engines.of(config, directory);
        unsubscribe = watch.onAdvance(last -> wakes.release());
        thread = new Thread(this::run, "indexer");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopped = true;
        wakes.release();
        if (thread != null) {
            unsubscribe.run();
            thread.join(Duration.ofSeconds(10).toMillis());
        }
    }

    private void run() {
        boolean trusted = true;
        while (!stopped) {
            try {
                open(trusted);
                trusted = true;
                while (!stopped) {
                    wakes.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    wakes.drainPermits();
                    follow();
                }
            } catch (InterruptedException interrupted) {
                break;
            } catch (RuntimeException | Error failed) {
                if (!stopped) {
                    LOG.error("The index failed and is opened again", failed);
                    index.building(Progress.NOT_BEGUN);
                    // What fails once more after it was opened is damaged.
                    trusted = !trusted || number < 0;
                    pause();
                }
            } finally {
                close();
            }
        }
    }

    private void pause() {
        try {
            wakes.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        if (mapping != null) {
            index.building(index.progress());
            mapping.close();
            mapping = null;
        }
    }

    private void open(boolean trusted) {
        number = -1;
        if (!trusted) {
            engine.discard();
        }
        Snapshot now = snapshots.read(snapshot -> snapshot);
        store = now.store();
        long found = -1;
        try {
            mapping = engine.open();
            found = IndexWriting.mark(mapping)
                    .filter(mark -> mark.store().equals(store) && mark.number() <= now.number())
                    .map(Mark::number)
                    .orElse(-1L);
        } catch (RuntimeException damaged) {
            LOG.warn("The index cannot be read and is built anew", damaged);
            close();
            engine.discard();
            mapping = engine.open();
        }
        if (found < 0) {
            build();
        } else {
            number = found;
        }
        follow();
        LOG.infof("Search is ready at %d", number);
    }

    private void build() {
        mapping.createSession().workspace().purge();
        Snapshot start = snapshots.read(snapshot -> snapshot);
        long total = snapshots.read(snapshot -> releases.count());
        index.building(new Progress(0, total, 0));
        long began = System.nanoTime();
        long told = began;
        long done = 0;
        List<SearchableRelease> batch = after(SearchableReleases.FIRST);
        while (!batch.isEmpty() && !stopped) {
            IndexWriting.add(mapping, batch);
            done += batch.size();
            long now = System.nanoTime();
            long rate = done * 1_000_000_000 / Math.max(1, now - began);
            index.building(new Progress(done, total, rate));
            if (now - told > TELL.toNanos()) {
                told = now;
                LOG.infof(
                        "Building the index: %d %%, %d of %d releases, %d a second",
                        index.progress().percent(), done, total, rate);
            }
            batch = after(batch.get(batch.size() - 1).id());
        }
        number = start.number();
        IndexWriting.mark(mapping, new Mark(store, number));
        LOG.infof(
                "Built the index of %d releases, %d a second",
                done, index.progress().rate());
    }

    private List<SearchableRelease> after(UUID id) {
        return snapshots.read(snapshot -> releases.after(id, BATCH));
    }

    /** What changed, as the snapshot has it. */
    private record News(long last, Map<UUID, Set<String>> languages, Map<UUID, SearchableRelease> releases) {}

    private void follow() {
        News news = next();
        while (news.last() > number && !stopped) {
            IndexWriting.replace(mapping, news.releases(), news.languages());
            IndexWriting.mark(mapping, new Mark(store, news.last()));
            number = news.last();
            index.reached(mapping, number);
            news = next();
        }
        if (!index.isReady()) {
            index.reached(mapping, number);
        }
    }

    @ActivateRequestContext
    News next() {
        return snapshots.read(snapshot -> {
            Map<UUID, Set<String>> languages = new LinkedHashMap<>();
            long last = number;
            for (Change change : Change.after(number, BATCH)) {
                last = change.number;
                if (change.revision != null) {
                    Set<String> known =
                            languages.computeIfAbsent(UUID.fromString(change.subjectId), id -> new HashSet<>());
                    for (String state : new String[] {change.before, change.after}) {
                        if (state != null) {
                            known.addAll(FilterState.read(state).languages().keySet());
                        }
                    }
                }
            }
            Map<UUID, SearchableRelease> live = new LinkedHashMap<>();
            releases.of(new ArrayList<>(languages.keySet())).forEach(release -> live.put(release.id(), release));
            return new News(last, languages, live);
        });
    }
}
