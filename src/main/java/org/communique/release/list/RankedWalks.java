package org.communique.release.list;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.value.Heap;
import org.roaringbitmap.RoaringBitmap;

/**
 * What readers of lists by relevance have been shown, page by page: scores move as others come and go, so the next page is the
 * best of all that is left rather than what follows a score. A walk that this node does not know, or not any more, goes on after its score.
 */
@ApplicationScoped
class RankedWalks {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final long MOST = Math.min(16 << 20, Heap.share(64));
    private static final int OVERHEAD = 300;

    private final Cache<Step, Walk> walks = Caffeine.newBuilder()
            .expireAfterAccess(KEPT)
            .maximumWeight(MOST)
            .weigher((Step step, Walk walk) ->
                    OVERHEAD + step.filter().length() * 2 + walk.page().length * Integer.BYTES)
            .executor(Runnable::run)
            .build();

    /** Where a page ends or begins: what a cursor says of it. */
    private record Step(String filter, List<String> key) {}

    /**
     * Pages that were shown one after the other.
     *
     * @param before null for the first
     * @param page ordinals of releases
     */
    record Walk(Walk before, int[] page) {
        /** All that were shown, this page included. */
        RoaringBitmap shown() {
            RoaringBitmap shown = new RoaringBitmap();
            for (Walk walk = this; walk != null; walk = walk.before()) {
                shown.add(walk.page());
            }
            return shown;
        }
    }

    /** The walk that a place goes on with. */
    Optional<Walk> at(ReleaseFilter filter, ListPosition place) {
        return place.key().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(walks.getIfPresent(step(
                        filter, place.key().stream().map(ReleaseSort::write).toList())));
    }

    void keep(ReleaseFilter filter, List<ListHit> hits, Walk walk) {
        if (!hits.isEmpty()) {
            walks.put(step(filter, hits.get(0).key()), walk);
            walks.put(step(filter, hits.get(hits.size() - 1).key()), walk);
        }
    }

    private static Step step(ReleaseFilter filter, List<String> key) {
        return new Step(filter.query().toString(), key);
    }
}
