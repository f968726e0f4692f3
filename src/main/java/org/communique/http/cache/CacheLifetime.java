package org.communique.http.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a public answer may be kept: to the next line of the publication grid, whether or not anything is due then,
 * and in the first two seconds after a line only to their end, while what was due at the line comes in.
 */
public final class CacheLifetime {
    private static final long SETTLING = 2_000;

    private CacheLifetime() {}

    public static String header(Instant now, Duration grid) {
        return "public, max-age=" + seconds(now, grid) + ", must-revalidate";
    }

    /** Whole seconds. The grid's lines are counted from the epoch. */
    static long seconds(Instant now, Duration grid) {
        long step = grid.toMillis();
        long sinceLine = Math.floorMod(now.toEpochMilli(), step);
        long toLine = step - sinceLine;
        long left = sinceLine < SETTLING ? Math.min(toLine, SETTLING - sinceLine) : toLine;
        return left / 1_000;
    }
}
