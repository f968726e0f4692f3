package org.communique.release.bitmap;

import java.util.Arrays;

/** Where releases stand in the order of lists, by their ordinals. */
public final class Places {
    /** Stands for the place of a release that has none. */
    public static final int NOWHERE = -1;

    private int[] places = new int[0];

    public int of(int ordinal) {
        return ordinal < 0 || ordinal >= places.length ? NOWHERE : places[ordinal];
    }

    void put(int ordinal, int place) {
        if (ordinal >= places.length) {
            int known = places.length;
            places = Arrays.copyOf(places, Math.max(ordinal + 1, known + known / 4));
            Arrays.fill(places, known, places.length, NOWHERE);
        }
        places[ordinal] = place;
    }

    /** Bytes of memory. */
    long memory() {
        return places.length * (long) Integer.BYTES;
    }
}
