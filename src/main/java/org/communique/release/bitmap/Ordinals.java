package org.communique.release.bitmap;

import java.util.Arrays;
import java.util.UUID;

/** Numbers for releases from 0 on, given once to each and never to another, for whoever keeps columns of their own. */
public final class Ordinals {
    /** What a release has that is not known. */
    public static final int NONE = -1;

    private long[] high = new long[64];
    private long[] low = new long[64];
    /** Ordinals by the hash of their ids; open addressing. */
    private int[] table = emptyTable(128);

    private int size;

    private static int[] emptyTable(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }

    /** How many there are. */
    public synchronized int size() {
        return size;
    }

    /** The ordinal of a release; {@link #NONE} where it has none. */
    public synchronized int of(long idHigh, long idLow) {
        return table[slot(idHigh, idLow)];
    }

    /** The ordinal of a release, which it is given where it has none. */
    synchronized int take(UUID id) {
        int slot = slot(id.getMostSignificantBits(), id.getLeastSignificantBits());
        if (table[slot] != NONE) {
            return table[slot];
        }
        if (size == high.length) {
            grow();
            slot = slot(id.getMostSignificantBits(), id.getLeastSignificantBits());
        }
        high[size] = id.getMostSignificantBits();
        low[size] = id.getLeastSignificantBits();
        table[slot] = size;
        return size++;
    }

    private void grow() {
        high = Arrays.copyOf(high, size * 2);
        low = Arrays.copyOf(low, size * 2);
        table = emptyTable(size * 4);
        for (int ordinal = 0; ordinal < size; ordinal++) {
            table[slot(high[ordinal], low[ordinal])] = ordinal;
        }
    }

    /** Where an id is in the table, or would be put. */
    private int slot(long idHigh, long idLow) {
        long mixed = (idHigh ^ Long.rotateLeft(idLow, 32)) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & (table.length - 1);
        while (table[slot] != NONE && (high[table[slot]] != idHigh || low[table[slot]] != idLow)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    /** Bytes of memory. */
    synchronized long memory() {
        return 2L * Long.BYTES * high.length + (long) Integer.BYTES * table.length;
    }
}
