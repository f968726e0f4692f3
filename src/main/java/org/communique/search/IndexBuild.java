package org.communique.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.communique.release.document.SearchableReleases;
import org.communique.release.filter.SearchableRelease;
import org.communique.search.index.IndexPosition;
import org.communique.search.index.OpenIndex;
import org.communique.search.index.SearchIndex;
import org.communique.search.index.SearchIndex.Progress;
import org.communique.sequence.Snapshot;
import org.jboss.logging.Logger;

/** Fills a new index with everything that is live. */
final class IndexBuild {
    private static final Logger LOG = Logger.getLogger(IndexBuild.class);
    private static final Duration TELL = Duration.ofSeconds(5);

    private final IndexSource source;
    private final SearchIndex index;

    IndexBuild(IndexSource source, SearchIndex index) {
        this.source = source;
        this.index = index;
    }

    /**
     * Fills the index.
     *
     * @param goOn asked after each batch; what else has to be done meanwhile is done in it
     * @return what lets the new index follow; nothing where it was not to go on
     */
    Optional<IndexFeed> into(OpenIndex next, BooleanSupplier goOn) {
        Snapshot start = source.now();
        long total = source.count();
        long began = System.nanoTime();
        long told = began;
        long done = 0;
        index.building(new Progress(0, total, 0));
        for (List<SearchableRelease> batch = source.after(SearchableReleases.FIRST);
                !batch.isEmpty();
                batch = source.after(batch.get(batch.size() - 1).id())) {
            next.add(batch);
            done += batch.size();
            long now = System.nanoTime();
            long rate = done * 1_000_000_000 / Math.max(1, now - began);
            Progress progress = new Progress(done, total, rate);
            index.building(progress);
            if (now - told > TELL.toNanos()) {
                told = now;
                LOG.infof(
                        "Building the search index: %d %%, %d of %d releases, %d per second",
                        progress.percent(), done, total, rate);
            }
            if (!goOn.getAsBoolean()) {
                return Optional.empty();
            }
        }
        next.mark(new IndexPosition(start.store(), start.number()));
        IndexFeed feed = new IndexFeed(next, source, start.store(), start.number());
        while (feed.follow()) {
            if (!goOn.getAsBoolean()) {
                return Optional.empty();
            }
        }
        // On the disk before anything points at it, or a kill would have it built once more.
        next.commit();
        LOG.infof(
                "Built the search index: %d releases, %d per second",
                done, index.progress().rate());
        return Optional.of(feed);
    }
}
