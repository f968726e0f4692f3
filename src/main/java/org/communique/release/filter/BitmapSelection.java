package org.communique.release.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.communique.release.bitmap.BitmapColumns;
import org.communique.release.bitmap.BitmapColumns.Key;
import org.communique.release.bitmap.BitmapIndex;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.bitmap.Places;
import org.communique.release.bitmap.WordMatches;
import org.communique.taxonomy.Terms;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** The places that a filter selects, in list order: the filter on bitmaps, as {@link ReleaseConditions} is in SQL. */
public final class BitmapSelection {
    private final BitmapIndex index;
    private final BitmapColumns columns;
    /** Those of the range that count; null for all of it. */
    private RoaringBitmap chosen;

    private int first;
    private int end;
    private int count = -1;
    /** Those of the chosen that are in the range; null while nobody asked. */
    private RoaringBitmap whole;

    private int rankOfFirst;

    public BitmapSelection(BitmapIndex index, ReleaseFilter filter, Terms terms) {
        this.index = index;
        this.columns = index.columns();
        end = columns.size();
        filter.criteria().forEach(criterion -> criterion.narrow(this, terms));
    }

    /** Of those that the filter selects, the ones in which words were found. */
    public BitmapSelection(BitmapIndex index, ReleaseFilter filter, Terms terms, WordMatches matches) {
        this(index, filter, terms);
        and(places(matches));
    }

    private RoaringBitmap places(WordMatches matches) {
        BitSet places = new BitSet(columns.size());
        matches.forEach(ordinal -> set(places, ordinal));
        return BitSetUtil.bitmapOf(places);
    }

    /** The places of some releases, by their ordinals; those that are not in the list have none. */
    RoaringBitmap places(IntStream ordinals) {
        BitSet places = new BitSet();
        ordinals.forEach(ordinal -> set(places, ordinal));
        return BitSetUtil.bitmapOf(places);
    }

    private void set(BitSet places, int ordinal) {
        int place = columns.places().of(ordinal);
        if (place != Places.NOWHERE) {
            places.set(place);
        }
    }

    /** The places of all releases from a day to another, both inclusive. */
    RoaringBitmap between(LocalDate from, LocalDate to) {
        return RoaringBitmap.bitmapOfRange(
                columns.beforeDay(from.toEpochDay()), columns.beforeDay(to.toEpochDay() + 1));
    }

    BitmapIndex index() {
        return index;
    }

    /** Leaves out those before a day or after another. */
    void days(Optional<LocalDate> from, Optional<LocalDate> to) {
        first = Math.max(
                first, from.map(day -> columns.beforeDay(day.toEpochDay())).orElse(0));
        int last = to.map(day -> columns.beforeDay(day.toEpochDay() + 1)).orElse(end);
        end = Math.max(first, Math.min(end, last));
        count = -1;
    }

    /** Leaves out those that were first published outside of these milliseconds, of which the last is exclusive. */
    void published(long from, long to) {
        within(columns::published, from, to, columns.allPublishedWithin(from, to));
    }

    /** The same for the last update. */
    void updated(long from, long to) {
        within(columns::updated, from, to, columns.allUpdatedWithin(from, to));
    }

    private void within(IntToLongFunction column, long from, long to, boolean all) {
        if (all) {
            return;
        }
        RoaringBitmap found = new RoaringBitmap();
        forEach(place -> {
            long value = column.applyAsLong(place);
            if (value >= from && value < to) {
                found.add(place);
            }
        });
        and(found);
    }

    public static RoaringBitmap any(List<RoaringBitmap> bitmaps) {
        if (bitmaps.size() == 1) {
            return bitmaps.get(0);
        }
        RoaringBitmap any = new RoaringBitmap();
        bitmaps.forEach(any::or);
        return any;
    }

    void and(RoaringBitmap bitmap) {
        chosen = chosen == null ? bitmap : RoaringBitmap.and(chosen, bitmap);
        count = -1;
    }

    void andNot(RoaringBitmap bitmap) {
        chosen = RoaringBitmap.andNot(chosen == null ? RoaringBitmap.bitmapOfRange(first, end) : chosen, bitmap);
        count = -1;
    }

    public int count() {
        if (count < 0) {
            rankOfFirst = chosen == null || first == 0 ? 0 : chosen.rank(first - 1);
            count = chosen == null ? end - first : end == 0 ? 0 : chosen.rank(end - 1) - rankOfFirst;
        }
        return count;
    }

    /** How many of those selected are among others. */
    public long count(RoaringBitmap others) {
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
    public void forEach(IntConsumer reader) {
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
    public int at(int number) {
        return chosen == null ? first + number : chosen.select(rankOfFirst + number);
    }

    /** How many of those selected stand before a place. */
    public int before(int place) {
        if (place <= first) {
            return 0;
        }
        int to = Math.min(place, end);
        return chosen == null ? to - first : (to == 0 ? 0 : chosen.rank(to - 1)) - rankOfFirst;
    }

    /** A page in the order of days. */
    public ListSlice page(boolean newestFirst, ListPosition place, int limit) {
        boolean descending = newestFirst != place.backward();
        int all = count();
        int from = descending ? all - 1 : 0;
        if (!place.key().isEmpty()) {
            Key key = key(place.key());
            int at = columns.before(key);
            from = descending ? before(at) - 1 : before(columns.isAt(at, key) ? at + 1 : at);
        }
        List<ListHit> hits = new ArrayList<>(limit);
        int step = descending ? -1 : 1;
        int next = from + step * place.offset();
        for (; hits.size() < limit && next >= 0 && next < all; next += step) {
            hits.add(hit(at(next)));
        }
        if (place.backward()) {
            Collections.reverse(hits);
        }
        return new ListSlice(hits, next >= 0 && next < all);
    }

    private static Key key(List<Object> key) {
        return Key.of((LocalDate) key.get(0), (Instant) key.get(1), (UUID) key.get(2));
    }

    private ListHit hit(int place) {
        UUID id = columns.id(place);
        return new ListHit(
                id, List.of(columns.day(place).toString(), Long.toString(columns.published(place)), id.toString()));
    }

    /** The nearest place before, or after, those of a day; -1 where there is none. */
    public int nearest(long epochDay, boolean before) {
        int all = count();
        int number = before ? before(columns.beforeDay(epochDay)) - 1 : before(columns.beforeDay(epochDay + 1));
        return number < 0 || number >= all ? -1 : at(number);
    }
}
