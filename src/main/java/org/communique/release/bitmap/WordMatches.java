package org.communique.release.bitmap;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** The releases, by their ordinals, in which words were found, before any filter. Not for several threads at once. */
public final class WordMatches {
    private final boolean scored;
    private final boolean titled;
    private long[] found = new long[16];
    private float[] scores = new float[0];
    private String[] titles = new String[0];

    /**
     * @param scored whether it tells how well the words fit
     * @param titled whether it tells the key that orders by title
     */
    public WordMatches(boolean scored, boolean titled) {
        this.scored = scored;
        this.titled = titled;
    }

    public boolean isScored() {
        return scored;
    }

    public boolean isTitled() {
        return titled;
    }

    /** Adds a text of a release; the best score of several counts. */
    public void add(int ordinal, float score, String title) {
        int word = ordinal >>> 6;
        if (word >= found.length) {
            found = Arrays.copyOf(found, Math.max(word + 1, found.length * 2));
        }
        found[word] |= 1L << ordinal;
        if (scored) {
            if (ordinal >= scores.length) {
                scores = Arrays.copyOf(scores, found.length << 6);
            }
            scores[ordinal] = Math.max(scores[ordinal], score);
        }
        if (titled) {
            if (ordinal >= titles.length) {
                titles = Arrays.copyOf(titles, found.length << 6);
            }
            titles[ordinal] = title;
        }
    }

    /** Adds to the score of a release, which need not have been found. */
    public void addMore(int ordinal, float score) {
        add(ordinal, (has(ordinal) ? scores[ordinal] : 0) + score, null);
    }

    /** Those of them that are among others too. */
    public WordMatches among(WordMatches others) {
        WordMatches both = new WordMatches(scored, titled);
        forEach(ordinal -> {
            if (others.has(ordinal)) {
                both.add(ordinal, scored ? scores[ordinal] : 0, titled ? titles[ordinal] : null);
            }
        });
        return both;
    }

    public boolean has(int ordinal) {
        int word = ordinal >>> 6;
        return ordinal >= 0 && word < found.length && (found[word] & 1L << ordinal) != 0;
    }

    /** Of one that was found. */
    public float score(int ordinal) {
        return scores[ordinal];
    }

    /** Of one that was found. */
    public String title(int ordinal) {
        return titles[ordinal];
    }

    /** Takes each ordinal that was found. */
    public void forEach(IntConsumer reader) {
        for (int word = 0; word < found.length; word++) {
            for (long left = found[word]; left != 0; left &= left - 1) {
                reader.accept((word << 6) + Long.numberOfTrailingZeros(left));
            }
        }
    }
}
