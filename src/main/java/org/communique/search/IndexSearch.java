package org.communique.search;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.lucene.store.AlreadyClosedException;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseIds.Hit;
import org.communique.release.ReleaseIds.Place;
import org.communique.release.ReleaseIds.Slice;
import org.communique.release.ReleasePage;
import org.communique.release.ReleaseSearch;
import org.communique.release.ReleaseSort;
import org.communique.release.ReleaseViews;
import org.communique.release.SearchExtras;
import org.communique.release.SearchPage;
import org.communique.release.SearchPage.FacetValue;
import org.communique.search.IndexQuery.Counted;
import org.communique.search.IndexQuery.CountedPage;
import org.communique.sequence.SequenceWatch;
import org.communique.taxonomy.Terms;
import org.communique.web.AnswerSequence;
import org.communique.web.LongAnswer;
import org.communique.web.LongAnswers;
import org.hibernate.search.engine.search.query.SearchScroll;
import org.hibernate.search.engine.search.query.SearchScrollResult;
import org.hibernate.search.util.common.SearchException;

/** Answers lists and counts from the index. */
@ApplicationScoped
class IndexSearch implements ReleaseSearch {
    /** How long a search waits for the index to reach what has just been written. */
    private static final Duration CATCH_UP = Duration.ofMillis(100);

    private static final int SCROLL = 10_000;
    private static final Counted NOT_COUNTED = new Counted(0, Map.of());

    @Inject
    SearchIndex index;

    @Inject
    SequenceWatch watch;

    @Inject
    AnswerSequence answer;

    @Inject
    FacetCounts counts;

    @Inject
    OtherWords otherWords;

    @Inject
    ReleaseViews views;

    @Inject
    LongAnswers answers;

    @Inject
    RoutingContext request;

    @Override
    public void reflect() {
        index.ready();
        index.await(watch.last(), CATCH_UP);
        answer.reflects(index.number());
    }

    @Override
    public SearchPage find(
            ReleaseFilter filter, Terms terms, ReleaseSort sort, Place place, int limit, SearchExtras extras) {
        return asking(query -> {
            if (limit == 0) {
                Map<String, List<FacetValue>> facets = counts.of(query, filter, terms, extras, Map.of());
                return new SearchPage(new Slice(List.of(), false), OptionalLong.empty(), Map.of(), facets, null);
            }
            boolean ranked = sort == ReleaseSort.RELEVANCE;
            Window window = Window.of(sort, place, limit);
            boolean counted = ranked || place.key().isEmpty();
            List<String> alongside = FacetCounts.alongside(filter, extras);
            CountedPage page = ranked
                    ? query.best(filter, terms, window.offset(), window.size(), alongside)
                    : inOrder(query, filter, terms, sort, place, window, alongside);
            Counted all = page.counted();
            List<Found> found = page.found();
            boolean more = window.hasMore(sort, place, limit, all.total(), found.size());
            if (!ranked && found.size() > limit) {
                found.remove(limit);
            }
            if (!ranked && place.backward()) {
                Collections.reverse(found);
            }
            List<Hit> hits = new ArrayList<>();
            for (Found one : found) {
                hits.add(one.hit(sort, window.offset() + hits.size() + 1));
            }
            return new SearchPage(
                    new Slice(hits, more),
                    counted ? OptionalLong.of(all.total()) : OptionalLong.empty(),
                    extras.highlight() ? highlights(query, filter, found) : Map.of(),
                    extras.facets().isEmpty() ? null : counts.of(query, filter, terms, extras, all.values()),
                    counted && all.total() == 0 ? otherWords.insteadOf(query, filter, terms) : null);
        });
    }

    /** Long texts are marked for few at a time, as that takes time, memory and a connection to the store. */
    private Map<UUID, SearchPage.Highlights> highlights(IndexQuery query, ReleaseFilter filter, List<Found> found) {
        if (views.areLong(found.stream().map(Found::id).toList())) {
            answers.take(LongAnswer.HIGHLIGHT, request);
        }
        return query.highlights(filter.text().orElseThrow(), found);
    }

    /** A page in an order of fields; what there is in all is counted for the first alone. */
    private static CountedPage inOrder(
            IndexQuery query,
            ReleaseFilter filter,
            Terms terms,
            ReleaseSort sort,
            Place place,
            Window window,
            List<String> alongside) {
        boolean counted = place.key().isEmpty();
        Counted all = counted ? query.count(filter, terms, alongside) : NOT_COUNTED;
        List<Found> found = counted && all.total() == 0
                ? List.of()
                : new ArrayList<>(query.page(filter, terms, sort, place, window.offset(), window.size()));
        return new CountedPage(found, all);
    }

    /**
     * Which documents of the order are fetched. By relevance a key is a rank, so that a place is an offset; in every other
     * order one document more than asked for tells whether there are others.
     */
    private record Window(int offset, int size) {
        static Window of(ReleaseSort sort, Place place, int limit) {
            if (sort != ReleaseSort.RELEVANCE) {
                return new Window(place.offset(), Math.min(limit + 1, ReleasePage.NUMBERED - place.offset()));
            }
            int rank = place.key().isEmpty()
                    ? place.offset()
                    : (Integer) place.key().get(0);
            int first = place.backward() ? Math.max(0, rank - 1 - limit) : rank;
            int end = place.backward() ? rank - 1 : Math.min(rank + limit, ReleasePage.NUMBERED);
            return new Window(first, Math.max(0, end - first));
        }

        boolean hasMore(ReleaseSort sort, Place place, int limit, long total, int found) {
            if (sort != ReleaseSort.RELEVANCE) {
                return found > limit || size <= limit && offset + found < total;
            }
            int end = offset + size;
            return place.backward() ? offset > 0 : end < total && end < ReleasePage.NUMBERED;
        }
    }

    @Override
    public long total(ReleaseFilter filter, Terms terms) {
        return asking(query -> query.total(filter, terms));
    }

    @Override
    public Set<UUID> all(ReleaseFilter filter, Terms terms) {
        return asking(query -> {
            Set<UUID> all = new HashSet<>();
            try (SearchScroll<String> scroll = query.ids(filter, terms, SCROLL)) {
                for (SearchScrollResult<String> next = scroll.next(); next.hasHits(); next = scroll.next()) {
                    next.hits().forEach(id -> all.add(SearchDocument.release(id)));
                }
            }
            return all;
        });
    }

    /** Asks the index, once it is as far as it can be expected to be. */
    <T> T asking(Function<IndexQuery, T> question) {
        reflect();
        try {
            return IndexQuery.in(index.ready(), question);
        } catch (SearchException failed) {
            if (!isAway(failed)) {
                throw failed;
            }
            index.suspect(failed);
            throw SearchIndex.notReady("The index did not answer.");
        }
    }

    /** Whether a file or a server failed, rather than the question. */
    private static boolean isAway(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof AlreadyClosedException) {
                return true;
            }
        }
        return false;
    }
}
