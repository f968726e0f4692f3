package org.communique.release.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.communique.release.bitmap.BitmapColumns;
import org.communique.release.bitmap.BitmapIndex;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.bitmap.Places;
import org.communique.release.bitmap.WordMatches;
import org.communique.release.filter.BitmapSelection;
import org.communique.release.filter.ReleaseSort;
import org.communique.value.Uuids;
import org.roaringbitmap.RoaringBitmap;

/** Pages of what a filter and words select, in the orders that the places do not stand in. */
final class ListOrder {
    /** What a month is worth, of a score that is some tens for a rare word in a title. */
    private static final float MONTH = 0.001f;

    private static final int DAYS_OF_MONTH = 30;

    private final BitmapIndex index;
    private final BitmapColumns columns;
    private final WordMatches matches;
    private final ReleaseSort sort;
    private final boolean fresh;

    /** An order that goes by no words: neither by title nor by rank. */
    ListOrder(BitmapIndex index, ReleaseSort sort) {
        this(index, null, sort, false);
    }

    /** @param fresh whether a newer release scores a little more than an older one */
    ListOrder(BitmapIndex index, WordMatches matches, ReleaseSort sort, boolean fresh) {
        this.index = index;
        this.columns = index.columns();
        this.matches = matches;
        this.sort = sort;
        this.fresh = fresh;
    }

    /** A position in an order: what it goes by, and the release. */
    private record Key(long number, String title, int place, UUID id) {}

    ListSlice page(BitmapSelection selection, ListPosition place, int limit) {
        return page(selection, place, limit, new RoaringBitmap());
    }

    /** @param shown ordinals of releases that are left out */
    ListSlice page(BitmapSelection selection, ListPosition place, int limit, RoaringBitmap shown) {
        if (sort == ReleaseSort.NEWEST_DAY || sort == ReleaseSort.OLDEST_DAY) {
            return selection.page(sort == ReleaseSort.NEWEST_DAY, place, limit);
        }
        boolean descending = sort.descending() != place.backward();
        Comparator<Key> order = descending ? ascending().reversed() : ascending();
        Key anchor = place.key().isEmpty() ? null : anchor(place.key());
        int wanted = place.offset() + limit + 1;
        PriorityQueue<Key> best = new PriorityQueue<>(order.reversed());
        selection.forEach(at -> {
            long number = number(at);
            if (best.size() == wanted && isWorse(number, best.peek().number(), descending)
                    || shown.contains(columns.ordinal(at))) {
                return;
            }
            Key key = key(at, number);
            if ((anchor == null || order.compare(key, anchor) > 0)
                    && (best.size() < wanted || order.compare(key, best.peek()) < 0)) {
                best.add(key);
                if (best.size() > wanted) {
                    best.remove();
                }
            }
        });
        List<Key> sorted = new ArrayList<>(best);
        sorted.sort(order);
        int end = Math.min(sorted.size(), place.offset() + limit);
        List<ListHit> hits = new ArrayList<>();
        for (Key key : sorted.subList(Math.min(place.offset(), end), end)) {
            hits.add(hit(key));
        }
        if (place.backward()) {
            Collections.reverse(hits);
        }
        return new ListSlice(hits, sorted.size() > end);
    }

    /** Those of releases that are still selected, in the same order. */
    ListSlice again(BitmapSelection selection, int[] ordinals, boolean more) {
        RoaringBitmap selected = new RoaringBitmap();
        selection.forEach(at -> selected.add(columns.ordinal(at)));
        List<ListHit> hits = Arrays.stream(ordinals)
                .filter(selected::contains)
                .map(columns.places()::of)
                .mapToObj(at -> hit(key(at, number(at))))
                .toList();
        return new ListSlice(hits, more);
    }

    int[] ordinals(ListSlice slice) {
        return slice.hits().stream()
                .mapToInt(hit -> index.ordinals()
                        .of(hit.id().getMostSignificantBits(), hit.id().getLeastSignificantBits()))
                .toArray();
    }

    private Comparator<Key> ascending() {
        Comparator<Key> first =
                sort == ReleaseSort.TITLE ? Comparator.comparing(Key::title) : Comparator.comparingLong(Key::number);
        return sort == ReleaseSort.RELEVANCE
                // Of releases that fit alike the newest comes first, as in lists.
                ? first.thenComparingInt(Key::place)
                : first.thenComparing(Key::id, Uuids::compareUnsigned);
    }

    /** Seen without making anything of it, as most of a long list can be. */
    private static boolean isWorse(long number, long last, boolean descending) {
        return descending ? number < last : number > last;
    }

    /** What the order goes by; 0 where that is no number. */
    private long number(int place) {
        return switch (sort) {
            case PUBLISHED -> columns.published(place);
            case UPDATED -> columns.updated(place);
            case RELEVANCE -> sortable(score(place));
            default -> 0;
        };
    }

    private Key key(int place, long number) {
        String title = sort == ReleaseSort.TITLE ? matches.title(columns.ordinal(place)) : null;
        return new Key(number, title, place, columns.id(place));
    }

    private float score(int place) {
        float score = matches.score(columns.ordinal(place));
        return fresh ? score + Math.max(0, columns.epochDay(place) / DAYS_OF_MONTH) * MONTH : score;
    }

    /** Scores are not negative, and such floats have the order of their bits. */
    private static long sortable(float score) {
        return Float.floatToIntBits(score);
    }

    /** By relevance the release's present position, where it is still found: scores move as others come and go. */
    private Key anchor(List<Object> key) {
        UUID id = (UUID) key.get(key.size() - 1);
        if (sort != ReleaseSort.RELEVANCE) {
            return new Key(
                    key.get(0) instanceof Instant at ? at.toEpochMilli() : 0,
                    key.get(0) instanceof String title ? title : null,
                    Places.NOWHERE,
                    id);
        }
        int ordinal = index.ordinals().of(id.getMostSignificantBits(), id.getLeastSignificantBits());
        int place = columns.places().of(ordinal);
        return place != Places.NOWHERE && matches.has(ordinal)
                ? key(place, number(place))
                : new Key(sortable((Float) key.get(0)), null, place, id);
    }

    private ListHit hit(Key key) {
        List<String> written = sort.columns().stream()
                .map(column -> switch (column) {
                    case "r.id" -> key.id().toString();
                    case "t.titleKey" -> key.title();
                    case "score" -> Float.toString(Float.intBitsToFloat((int) key.number()));
                    default -> Long.toString(key.number());
                })
                .toList();
        return new ListHit(key.id(), written);
    }
}
