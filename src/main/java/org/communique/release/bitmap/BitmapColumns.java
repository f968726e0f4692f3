package org.communique.release.bitmap;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What lists order and mark releases by, in columns: one place for each release, in the order of day, first publication and
 * id, all ascending.
 */
public final class BitmapColumns {
    private int size;
    private int[] day = new int[0];
    private long[] published = new long[0];
    private long[] updated = new long[0];
    /** The number of the last change that is announced; 0 for none. */
    private long[] announced = new long[0];

    private int[] revision = new int[0];
    private long[] idHigh = new long[0];
    private long[] idLow = new long[0];
    private int[] ordinal = new int[0];
    private final Places places = new Places();
    /** No value is outside of these, though none need be at them any more. */
    private Bounds publishedBounds = Bounds.NONE;

    private Bounds updatedBounds = Bounds.NONE;

    /** Days since the epoch, milliseconds since the epoch, and the id: the order. */
    public record Key(int day, long published, UUID id) implements Comparable<Key> {
        public static Key of(LocalDate day, java.time.Instant published, UUID id) {
            return new Key((int) day.toEpochDay(), published.toEpochMilli(), id);
        }

        @Override
        public int compareTo(Key other) {
            return compare(day, published, id.getMostSignificantBits(), id.getLeastSignificantBits(), other);
        }
    }

    /** A release as the columns have it; times in milliseconds since the epoch. */
    record Row(Key key, long updated, long announced, int revision, int ordinal) {}

    private record Bounds(long least, long most) {
        static final Bounds NONE = new Bounds(Long.MAX_VALUE, Long.MIN_VALUE);

        Bounds with(long value) {
            return value >= least && value <= most ? this : new Bounds(Math.min(least, value), Math.max(most, value));
        }

        boolean areWithin(long from, long to) {
            return least >= from && most < to;
        }
    }

    /** Databases and this order compare ids as unsigned numbers. */
    private static int compare(int day, long published, long high, long low, Key key) {
        if (day != key.day) {
            return Integer.compare(day, key.day);
        }
        if (published != key.published) {
            return Long.compare(published, key.published);
        }
        int compared = Long.compareUnsigned(high, key.id.getMostSignificantBits());
        return compared != 0 ? compared : Long.compareUnsigned(low, key.id.getLeastSignificantBits());
    }

    public int size() {
        return size;
    }

    public UUID id(int place) {
        return new UUID(idHigh[place], idLow[place]);
    }

    public int revision(int place) {
        return revision[place];
    }

    public int ordinal(int place) {
        return ordinal[place];
    }

    public Places places() {
        return places;
    }

    public LocalDate day(int place) {
        return LocalDate.ofEpochDay(day[place]);
    }

    public int epochDay(int place) {
        return day[place];
    }

    public long published(int place) {
        return published[place];
    }

    public long updated(int place) {
        return updated[place];
    }

    public long announced(int place) {
        return announced[place];
    }

    /** How many releases stand before the key. */
    public int before(Key key) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = compare(day[middle], published[middle], idHigh[middle], idLow[middle], key);
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether the release at the place is the one of the key. */
    public boolean isAt(int place, Key key) {
        return place < size
                && day[place] == key.day()
                && published[place] == key.published()
                && id(place).equals(key.id());
    }

    /** How many releases have an earlier day. */
    public int beforeDay(long epochDay) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (day[middle] < epochDay) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public boolean allPublishedWithin(long from, long to) {
        return publishedBounds.areWithin(from, to);
    }

    public boolean allUpdatedWithin(long from, long to) {
        return updatedBounds.areWithin(from, to);
    }

    void set(int place, Row row) {
        Key key = row.key();
        day[place] = key.day();
        published[place] = key.published();
        updated[place] = row.updated();
        announced[place] = row.announced();
        revision[place] = row.revision();
        idHigh[place] = key.id().getMostSignificantBits();
        idLow[place] = key.id().getLeastSignificantBits();
        ordinal[place] = row.ordinal();
        publishedBounds = publishedBounds.with(key.published());
        updatedBounds = updatedBounds.with(row.updated());
    }

    /**
     * Takes releases out and puts others in.
     *
     * @param removed places, ascending
     * @param added in their order
     * @return how the places announced
     */
    Shift merge(int[] removed, List<Row> added) {
        int first = Math.min(
                removed.length > 0 ? removed[0] : size,
                added.isEmpty() ? size : before(added.get(0).key()));
        int grown = size - removed.length + added.size();
        int[] places = new int[size - first];
        int[] put = new int[added.size()];
        Tail tail = new Tail(this, first);
        ensure(grown);
        int to = first;
        int nextRemoved = 0;
        int nextAdded = 0;
        for (int from = first; from < size; from++) {
            if (nextRemoved < removed.length && removed[nextRemoved] == from) {
                places[from - first] = Places.NOWHERE;
                this.places.put(tail.ordinal()[from - first], Places.NOWHERE);
                nextRemoved++;
                continue;
            }
            while (nextAdded < put.length
                    && tail.isAfter(from, added.get(nextAdded).key())) {
                put[nextAdded] = to;
                set(to++, added.get(nextAdded++));
            }
            places[from - first] = to;
            tail.copy(from, this, to++);
        }
        while (nextAdded < put.length) {
            put[nextAdded] = to;
            set(to++, added.get(nextAdded++));
        }
        size = grown;
        for (int place = first; place < size; place++) {
            this.places.put(ordinal[place], place);
        }
        return new Shift(first, places, put);
    }

    /**
     * How a merge moved the places from the first on.
     *
     * @param places the new place of each old one from the first on; -1 where it was taken out
     * @param added the places of what was put in
     */
    record Shift(int first, int[] places, int[] added) {}

    private void ensure(int capacity) {
        if (capacity > day.length) {
            int room = Math.max(capacity, day.length + day.length / 4);
            day = Arrays.copyOf(day, room);
            published = Arrays.copyOf(published, room);
            updated = Arrays.copyOf(updated, room);
            announced = Arrays.copyOf(announced, room);
            revision = Arrays.copyOf(revision, room);
            idHigh = Arrays.copyOf(idHigh, room);
            idLow = Arrays.copyOf(idLow, room);
            ordinal = Arrays.copyOf(ordinal, room);
        }
    }

    /** Bytes of memory. */
    long memory() {
        return day.length * (3L * Integer.BYTES + 5L * Long.BYTES) + places.memory();
    }

    /** The columns from a place on, as they were before a merge. */
    private record Tail(
            int first,
            int[] day,
            long[] published,
            long[] updated,
            long[] announced,
            int[] revision,
            long[] idHigh,
            long[] idLow,
            int[] ordinal) {
        Tail(BitmapColumns of, int first) {
            this(
                    first,
                    Arrays.copyOfRange(of.day, first, of.size),
                    Arrays.copyOfRange(of.published, first, of.size),
                    Arrays.copyOfRange(of.updated, first, of.size),
                    Arrays.copyOfRange(of.announced, first, of.size),
                    Arrays.copyOfRange(of.revision, first, of.size),
                    Arrays.copyOfRange(of.idHigh, first, of.size),
                    Arrays.copyOfRange(of.idLow, first, of.size),
                    Arrays.copyOfRange(of.ordinal, first, of.size));
        }

        boolean isAfter(int place, Key key) {
            int i = place - first;
            return compare(day[i], published[i], idHigh[i], idLow[i], key) > 0;
        }

        void copy(int place, BitmapColumns into, int to) {
            int i = place - first;
            into.day[to] = day[i];
            into.published[to] = published[i];
            into.updated[to] = updated[i];
            into.announced[to] = announced[i];
            into.revision[to] = revision[i];
            into.idHigh[to] = idHigh[i];
            into.idLow[to] = idLow[i];
            into.ordinal[to] = ordinal[i];
        }
    }
}
