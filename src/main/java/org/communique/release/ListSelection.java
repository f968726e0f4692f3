package org.communique.release;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;
import org.communique.release.ListColumns.Key;
import org.communique.release.ReleaseFilter.TermCriteria;
import org.communique.release.ReleaseIds.Hit;
import org.communique.release.ReleaseIds.Place;
import org.communique.release.ReleaseIds.Slice;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** The places that a filter selects, in list order: the filter on bitmaps, as {@link ReleaseConditions} is it in SQL. */
final class ListSelection {
    private final ListIndex index;
    private final ListColumns columns;
    /** Those of the range that count; null for all of it. */
    private RoaringBitmap chosen;

    private final int first;
    private final int end;
    private int count = -1;
    /** Those of the chosen that are in the range; null while nobody asked. */
    private RoaringBitmap whole;

    private int rankOfFirst;

    ListSelection(ListIndex index, ReleaseFilter filter, Terms terms) {
        this.index = index;
        this.columns = index.columns();
        first = filter.from().map(day -> columns.beforeDay(day.toEpochDay())).orElse(0);
        end = Math.max(
                first,
                filter.to().map(day -> columns.beforeDay(day.toEpochDay() + 1)).orElse(columns.size()));
        filter.terms().forEach((vocabulary, criteria) -> terms(vocabulary, criteria, filter, terms));
        filter.status().ifPresent(status -> {
            if (status == ReleaseStatus.WITHDRAWN) {
                and(index.withdrawn());
            } else {
                andNot(index.withdrawn());
            }
        });
        languages(filter);
        within(columns::published, filter.publishedFrom(), filter.publishedTo(), columns::allPublishedWithin);
        within(columns::updated, filter.updatedFrom(), filter.updatedTo(), columns::allUpdatedWithin);
    }

    /** Of those that the filter selects, the ones in which words were found. */
    ListSelection(ListIndex index, ReleaseFilter filter, Terms terms, WordMatches matches) {
        this(index, filter, terms);
        and(places(matches));
    }

    private RoaringBitmap places(WordMatches matches) {
        BitSet places = new BitSet(columns.size());
        matches.forEach(ordinal -> {
            int place = columns.places().of(ordinal);
            if (place != Places.NOWHERE) {
                places.set(place);
            }
        });
        return BitSetUtil.bitmapOf(places);
    }

    private interface Bounded {
        boolean test(long from, long to);
    }

    private void terms(Vocabulary vocabulary, TermCriteria criteria, ReleaseFilter filter, Terms terms) {
        if (!criteria.any().isEmpty()) {
            and(carrying(vocabulary, criteria.any(), filter, terms));
        }
        for (String code : criteria.all()) {
            and(carrying(vocabulary, List.of(code), filter, terms));
        }
        if (!criteria.not().isEmpty()) {
            andNot(carrying(vocabulary, criteria.not(), filter, terms));
        }
        criteria.none().ifPresent(none -> {
            if (none) {
                andNot(index.carrying(vocabulary));
            } else {
                and(index.carrying(vocabulary));
            }
        });
    }

    private RoaringBitmap carrying(Vocabulary vocabulary, List<String> codes, ReleaseFilter filter, Terms terms) {
        Set<String> all = new LinkedHashSet<>(codes);
        if (vocabulary == Vocabulary.ORGANIZATIONAL_UNIT && filter.sourceDescendants()) {
            codes.forEach(code -> all.addAll(terms.withDescendants(code)));
        }
        return any(all.stream().map(code -> index.carrying(vocabulary, code)).toList());
    }

    private void languages(ReleaseFilter filter) {
        List<String> languages = filter.languages();
        if (!languages.isEmpty()) {
            and(any(languages.stream().map(index::in).toList()));
        }
        filter.upToDate().ifPresent(upToDate -> {
            RoaringBitmap outdated =
                    languages.isEmpty() ? any(List.copyOf(index.outdated())) : shownOutdated(languages);
            if (upToDate) {
                andNot(outdated);
            } else {
                and(outdated);
            }
        });
    }

    /** Where the text that is shown, in the first of the languages that there is, is outdated. */
    private RoaringBitmap shownOutdated(List<String> languages) {
        RoaringBitmap outdated = new RoaringBitmap();
        RoaringBitmap earlier = new RoaringBitmap();
        for (String language : languages) {
            outdated.or(RoaringBitmap.andNot(index.outdatedIn(language), earlier));
            earlier.or(index.in(language));
        }
        return outdated;
    }

    private void within(IntToLongFunction column, Optional<Instant> from, Optional<Instant> to, Bounded all) {
        long least = from.map(ListSelection::ceiling).orElse(Long.MIN_VALUE);
        long most = to.map(ListSelection::ceiling).orElse(Long.MAX_VALUE);
        if (from.isEmpty() && to.isEmpty() || all.test(least, most)) {
            return;
        }
        RoaringBitmap found = new RoaringBitmap();
        forEach(place -> {
            long value = column.applyAsLong(place);
            if (value >= least && value < most) {
                found.add(place);
            }
        });
        and(found);
    }

    /** The first millisecond that is not before the instant. */
    private static long ceiling(Instant at) {
        long millis = at.toEpochMilli();
        return at.getNano() % 1_000_000 == 0 ? millis : millis + 1;
    }

    static RoaringBitmap any(List<RoaringBitmap> bitmaps) {
        if (bitmaps.size() == 1) {
            return bitmaps.get(0);
        }
        RoaringBitmap any = new RoaringBitmap();
        bitmaps.forEach(any::or);
        return any;
    }

    private void and(RoaringBitmap bitmap) {
        chosen = chosen == null ? bitmap : RoaringBitmap.and(chosen, bitmap);
        count = -1;
    }

    private void andNot(RoaringBitmap bitmap) {
        chosen = RoaringBitmap.andNot(chosen == null ? RoaringBitmap.bitmapOfRange(first, end) : chosen, bitmap);
        count = -1;
    }

    int count() {
        if (count < 0) {
            rankOfFirst = chosen == null || first == 0 ? 0 : chosen.rank(first - 1);
            count = chosen == null ? end - first : end == 0 ? 0 : chosen.rank(end - 1) - rankOfFirst;
        }
        return count;
    }

    /** How many of those selected are among others. */
    long count(RoaringBitmap others) {
        if (chosen == null) {
            return end == 0 ? 0 : others.rangeCardinality(first, end);
        }
        if (whole == null) {
            boolean bounded = first > 0 || end < columns.size();
            whole = bounded ? RoaringBitmap.and(chosen, RoaringBitmap.bitmapOfRange(first, end)) : chosen;
        }
        return RoaringBitmap.andCardinality(whole, others);
    }

    /** All that are selected, in list order. */
    void forEach(IntConsumer reader) {
        if (chosen == null) {
            for (int place = first; place < end; place++) {
                reader.accept(place);
            }
            return;
        }
        PeekableIntIterator places = chosen.getIntIterator();
        places.advanceIfNeeded(first);
        while (places.hasNext() && places.peekNext() < end) {
            reader.accept(places.next());
        }
    }

    /** The place of the one with so many before it. */
    int at(int number) {
        return chosen == null ? first + number : chosen.select(rankOfFirst + number);
    }

    /** How many of those selected stand before a place. */
    int before(int place) {
        if (place <= first) {
            return 0;
        }
        int to = Math.min(place, end);
        return chosen == null ? to - first : (to == 0 ? 0 : chosen.rank(to - 1)) - rankOfFirst;
    }

    /** A page in the order of days. */
    Slice page(boolean newestFirst, Place place, int limit) {
        boolean descending = newestFirst != place.backward();
        int all = count();
        int from = descending ? all - 1 : 0;
        if (!place.key().isEmpty()) {
            Key key = key(place.key());
            int at = columns.before(key);
            from = descending ? before(at) - 1 : before(columns.isAt(at, key) ? at + 1 : at);
        }
        List<Hit> hits = new ArrayList<>(limit);
        int step = descending ? -1 : 1;
        int next = from + step * place.offset();
        for (; hits.size() < limit && next >= 0 && next < all; next += step) {
            hits.add(hit(at(next)));
        }
        if (place.backward()) {
            Collections.reverse(hits);
        }
        return new Slice(hits, next >= 0 && next < all);
    }

    private static Key key(List<Object> key) {
        return Key.of((LocalDate) key.get(0), (Instant) key.get(1), (UUID) key.get(2));
    }

    private Hit hit(int place) {
        UUID id = columns.id(place);
        return new Hit(
                id, List.of(columns.day(place).toString(), Long.toString(columns.published(place)), id.toString()));
    }

    /** The nearest place before, or after, those of a day; -1 where there is none. */
    int nearest(long epochDay, boolean before) {
        int all = count();
        int number = before ? before(columns.beforeDay(epochDay)) - 1 : before(columns.beforeDay(epochDay + 1));
        return number < 0 || number >= all ? -1 : at(number);
    }
}
