package org.communique.http.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The valid word nearest to one that is not, for {@code didYouMean}. */
public final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The nearest word, where it is near enough that a slip explains the difference. */
    public static Optional<String> to(String word, Collection<String> valid) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(1, Math.min(4, (word.length() + 1) / 3));
        LevenshteinDistance distance = new LevenshteinDistance(tolerance);
        record Candidate(String word, int distance) {}
        return valid.stream()
                .map(candidate -> new Candidate(candidate, distance.apply(lower, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() >= 0)
                .min(Comparator.comparingInt(Candidate::distance)
                        .thenComparingInt(
                                candidate -> -prefix(lower, candidate.word().toLowerCase(Locale.ROOT)))
                        .thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    private static int prefix(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
