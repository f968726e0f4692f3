package org.communique.release.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.communique.value.Heap;

/** Cuts what is to be read into parts that fit into memory. */
public final class Batches {
    private static final long MOST = 4_000_000;

    /** Characters of bodies that are read at once. */
    static final long AT_ONCE = Math.min(MOST, Heap.share(512));

    /** Characters of bodies from which on an answer is written to a file and not made in memory. */
    static final long LONG_ANSWER = Math.min(MOST, Heap.share(256));

    private Batches() {}

    static <T> List<List<T>> of(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            parts.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return parts;
    }

    /** Parts of at most {@link #AT_ONCE} characters, or of one item that has more. */
    public static <T> List<List<T>> bySize(List<T> all, ToLongFunction<T> size) {
        List<List<T>> parts = new ArrayList<>();
        int from = 0;
        long sum = 0;
        for (int i = 0; i < all.size(); i++) {
            long own = size.applyAsLong(all.get(i));
            if (i > from && sum + own > AT_ONCE) {
                parts.add(all.subList(from, i));
                from = i;
                sum = 0;
            }
            sum += own;
        }
        if (from < all.size()) {
            parts.add(all.subList(from, all.size()));
        }
        return parts;
    }
}
