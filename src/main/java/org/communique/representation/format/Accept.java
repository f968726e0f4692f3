package org.communique.representation.format;

import java.util.List;
import java.util.Optional;
import org.communique.http.headers.MediaRange;

/** The Accept header (RFC 9110 section 12.5.1): which of the formats it prefers. */
final class Accept {
    private final List<MediaRange> ranges;

    private Accept(List<MediaRange> ranges) {
        this.ranges = ranges;
    }

    static Accept parse(String header) {
        return new Accept(MediaRange.parse(header));
    }

    /** How well the range fits: 3 the very type, 2 its family, 1 anything, 0 not. */
    private static int fits(MediaRange range, String mediaType) {
        String type = range.type();
        if (type.equals(mediaType)) {
            return 3;
        }
        return type.equals("*/*")
                ? 1
                : type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1)) ? 2 : 0;
    }

    /** The format with the highest weight, the earlier of equals; nothing where none is taken. */
    Optional<Format> best(List<Format> formats) {
        Format best = null;
        double most = 0;
        for (Format format : formats) {
            double weight = weight(format);
            if (weight > most) {
                best = format;
                most = weight;
            }
        }
        return Optional.ofNullable(best);
    }

    /** That of the range which fits best. */
    private double weight(Format format) {
        MediaRange closest = null;
        int most = 0;
        for (MediaRange range : ranges) {
            int fits = fits(range, format.mediaType());
            if (fits > most) {
                closest = range;
                most = fits;
            }
        }
        return closest == null ? 0 : closest.weight();
    }
}
