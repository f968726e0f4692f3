package org.communique.release.list;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.communique.http.cache.AnswerSequence;
import org.communique.release.bitmap.BitmapColumns;
import org.communique.release.bitmap.BitmapIndex;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.bitmap.Ordinals;
import org.communique.release.bitmap.WordMatches;
import org.communique.release.content.RelatedSubject;
import org.communique.release.filter.BitmapSelection;
import org.communique.release.filter.Facet;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.taxonomy.Terms;
import org.roaringbitmap.RoaringBitmap;

/**
 * Filters, counts and orders what words found by the lists in memory, so that searches and lists cannot disagree. Answers are
 * empty until the lists have been read.
 */
@ApplicationScoped
public class ListSearch {
    @Inject
    BitmapIndexFollower follower;

    @Inject
    AnswerSequence answer;

    @Inject
    RankedWalks walks;

    /** Finds the words of a filter in the texts that it looks at. */
    public interface TextMatcher extends Function<ReleaseFilter, WordMatches> {}

    /**
     * A page, and what was counted.
     *
     * @param counts of the facets that were asked for, by value
     */
    public record SearchHits(ListSlice slice, long total, Map<Facet, Map<String, Long>> counts) {}

    /** What stands for releases in {@link WordMatches}. */
    public Ordinals ordinals() {
        return follower.ordinals();
    }

    /** Has the lists take what is new up to the snapshot. */
    public void reachPresent() {
        read(BitmapIndex::number);
    }

    /** @param fresh whether a newer release scores a little more than an older one */
    public Optional<SearchHits> find(
            TextMatcher words,
            boolean fresh,
            ReleaseFilter filter,
            Terms terms,
            ReleaseSort sort,
            ListPosition place,
            int limit,
            ListOptions options) {
        Map<ReleaseFilter, List<Facet>> facets = FacetValues.byFilter(filter, options);
        // Ahead of the lists, which wait for their readers.
        Map<List<String>, WordMatches> matches = new HashMap<>();
        matches.put(filter.languages(), words.apply(filter));
        facets.keySet().forEach(within -> matches.computeIfAbsent(within.languages(), tags -> words.apply(within)));
        return read(index -> {
            WordMatches own = matches.get(filter.languages());
            BitmapSelection selection = new BitmapSelection(index, filter, terms, own);
            Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
            facets.forEach((within, asked) -> {
                BitmapSelection among = within.equals(filter)
                        ? selection
                        : new BitmapSelection(index, within, terms, matches.get(within.languages()));
                ListFacets values = new ListFacets(index, within, terms, among);
                asked.forEach(facet -> counts.put(facet, values.counts(facet)));
            });
            ListOrder order = new ListOrder(index, own, sort, fresh);
            ListSlice slice = sort == ReleaseSort.RELEVANCE && place.offset() == 0
                    ? walked(order, selection, filter, place, limit)
                    : order.page(selection, place, limit);
            return new SearchHits(slice, selection.count(), counts);
        });
    }

    private ListSlice walked(
            ListOrder order, BitmapSelection selection, ReleaseFilter filter, ListPosition place, int limit) {
        Optional<RankedWalks.Walk> known = walks.at(filter, place);
        if (known.isEmpty() && !place.key().isEmpty()) {
            return order.page(selection, place, limit);
        }
        if (place.backward()) {
            RankedWalks.Walk before = known.get().before();
            return before == null
                    ? new ListSlice(List.of(), false)
                    : kept(filter, order.again(selection, before.page(), before.before() != null), before);
        }
        RoaringBitmap shown = known.map(RankedWalks.Walk::shown).orElseGet(RoaringBitmap::new);
        ListSlice slice = order.page(selection, ListPosition.START, limit, shown);
        return kept(filter, slice, new RankedWalks.Walk(known.orElse(null), order.ordinals(slice)));
    }

    private ListSlice kept(ReleaseFilter filter, ListSlice slice, RankedWalks.Walk walk) {
        walks.keep(filter, slice.hits(), walk);
        return slice;
    }

    public Optional<Long> total(WordMatches matches, ReleaseFilter filter, Terms terms) {
        return read(index -> (long) new BitmapSelection(index, filter, terms, matches).count());
    }

    /** All that the filter and the words select, in no order. */
    public Optional<Set<UUID>> all(WordMatches matches, ReleaseFilter filter, Terms terms) {
        return read(index -> {
            Set<UUID> all = new HashSet<>();
            new BitmapSelection(index, filter, terms, matches)
                    .forEach(place -> all.add(index.columns().id(place)));
            return all;
        });
    }

    /** The first of those that the filter and the words select. */
    public Optional<List<UUID>> first(
            WordMatches matches, ReleaseFilter filter, Terms terms, ReleaseSort sort, int most) {
        return read(index -> new ListOrder(index, matches, sort, false)
                .page(new BitmapSelection(index, filter, terms, matches), ListPosition.START, most).hits().stream()
                        .map(ListHit::id)
                        .toList());
    }

    /** Adds to the matches what releases have in common with one by their terms; a rare term counts more. */
    public void addTerms(WordMatches matches, RelatedSubject subject) {
        read(index -> {
            BitmapColumns columns = index.columns();
            float[] shared = new float[columns.size()];
            index.carrying().forEach((vocabulary, places) -> {
                for (String code : subject.codes().get(vocabulary)) {
                    double carrying = index.carrying(vocabulary, code).getLongCardinality();
                    float rarity = (float) Math.log1p((columns.size() - carrying + 0.5) / (carrying + 0.5));
                    index.carrying(vocabulary, code)
                            .forEach((org.roaringbitmap.IntConsumer) place -> shared[place] += rarity);
                }
            });
            for (int place = 0; place < shared.length; place++) {
                if (shared[place] > 0) {
                    matches.addMore(columns.ordinal(place), shared[place]);
                }
            }
            return true;
        });
    }

    private <T> Optional<T> read(Function<BitmapIndex, T> question) {
        return follower.readPresent(index -> {
            answer.reflects(index.number());
            return question.apply(index);
        });
    }
}
