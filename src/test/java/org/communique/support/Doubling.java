package org.communique.support;

import java.io.IOException;

/** Compares how long work takes on some input and on half as much: what is quadratic takes four times as long. */
public final class Doubling {
    private Doubling() {}

    /** Work on some input. */
    public interface Work {
        void run() throws IOException;
    }

    /**
     * What is to be said against the work; null where nothing is.
     *
     * @param suspicious nanoseconds; what takes less is not looked at more closely
     */
    public static String complaint(long suspicious, Work whole, Work half) throws IOException {
        if (least(whole, 1) < suspicious) {
            return null;
        }
        long all = least(whole, 3);
        long part = least(half, 3);
        return all < suspicious || all < 3 * part
                ? null
                : part / 1_000_000 + " ms became " + all / 1_000_000 + " for twice as much";
    }

    private static long least(Work work, int times) throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            work.run();
            least = Math.min(least, System.nanoTime() - began);
        }
        return least;
    }
}
