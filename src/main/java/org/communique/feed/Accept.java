package org.communique.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Accept header (RFC 9110 section 12.5.1): which of the formats it prefers. */
final class Accept {
    private record Range(String type, double weight) {
        /** How well the range fits: 3 the very type, 2 its family, 1 anything, 0 not. */
        int fits(String mediaType) {
            if (type.equals(mediaType)) {
                return 3;
            }
            return type.equals("*/*")
                    ? 1
                    : type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1)) ? 2 : 0;
        }
    }

    private final List<Range> ranges;

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    static Accept parse(String header) {
        if (header == null || header.isBlank()) {
            return new Accept(List.of(new Range("*/*", 1)));
        }
        return new Accept(Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                .map(Accept::range)
                .toList());
    }

    private static Range range(String text) {
        String[] parts = text.trim().split("\\s*;\\s*");
        double weight = 1;
        for (String parameter : parts) {
            if (parameter.matches("q\\s*=\\s*[01](\\.\\d{0,3})?")) {
                weight = Double.parseDouble(
                        parameter.substring(parameter.indexOf('=') + 1).trim());
            }
        }
        return new Range(parts[0], weight);
    }

    /** The format with the highest weight, the earlier of equals; nothing where none is taken. */
    Optional<Format> best(List<Format> formats) {
        Format best = null;
        for (Format format : formats) {
            if (weight(format) > (best == null ? 0 : weight(best))) {
                best = format;
            }
        }
        return Optional.ofNullable(best);
    }

    /** That of the range which fits best. */
    private double weight(Format format) {
        Range closest = null;
        for (Range range : ranges) {
            int fits = range.fits(format.mediaType());
            if (fits > (closest == null ? 0 : closest.fits(format.mediaType()))) {
                closest = range;
            }
        }
        return closest == null ? 0 : closest.weight();
    }
}
