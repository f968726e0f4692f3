package org.communique.http.headers;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One element of the header Accept (RFC 9110 section 12.5.1). Elements and parameters that cannot be read are ignored.
 *
 * @param type in lower case, such as {@code text/csv}, {@code text/*} or a star for anything
 * @param weight from 0 to 1
 */
public record MediaRange(String type, double weight) {
    public static final MediaRange ANYTHING = new MediaRange("*/*", 1);

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** The ranges in their order; only {@link #ANYTHING} where there is no header or none of it can be read. */
    public static List<MediaRange> parse(String header) {
        List<MediaRange> ranges = header == null ? List.of() : new Reader(header).ranges();
        return ranges.isEmpty() ? List.of(ANYTHING) : ranges;
    }

    /**
     * Leaves one header Accept that can be read, or none, so that all who negotiate, the framework and its own pages too,
     * treat a broken one alike.
     */
    public static void normalize(MultiMap headers) {
        String first = headers.get(HttpHeaders.ACCEPT);
        if (first == null || first.equals(ANYTHING.type)) {
            return;
        }
        List<MediaRange> ranges = parse(String.join(",", headers.getAll(HttpHeaders.ACCEPT)));
        if (ranges.equals(List.of(ANYTHING))) {
            headers.remove(HttpHeaders.ACCEPT);
        } else {
            headers.set(
                    HttpHeaders.ACCEPT, ranges.stream().map(MediaRange::written).collect(Collectors.joining(", ")));
        }
    }

    private String written() {
        return weight == 1 ? type : type + ";q=" + String.format(Locale.ROOT, "%.3f", weight);
    }

    /** Reads each character once. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<MediaRange> ranges() {
            List<MediaRange> ranges = new ArrayList<>();
            while (at < text.length()) {
                MediaRange range = range();
                if (range != null) {
                    ranges.add(range);
                }
                skipTo(",");
                at++;
            }
            return ranges;
        }

        /** The next range; null where it cannot be read. */
        private @Nullable MediaRange range() {
            skipBlanks();
            String type = token();
            if (at < text.length() && text.charAt(at) == '/') {
                at++;
                String subtype = token();
                type = type.isEmpty() || subtype.isEmpty() ? "" : type + "/" + subtype;
            } else {
                // Some clients write a lone star.
                type = type.equals("*") ? ANYTHING.type : "";
            }
            skipBlanks();
            boolean ended = at == text.length() || text.charAt(at) == ',' || text.charAt(at) == ';';
            if (type.isEmpty() || !ended) {
                return null;
            }
            return new MediaRange(type.toLowerCase(Locale.ROOT), weight());
        }

        private double weight() {
            double weight = 1;
            while (at < text.length() && text.charAt(at) == ';') {
                at++;
                skipBlanks();
                boolean quality = token().equalsIgnoreCase("q");
                skipBlanks();
                int value = at + 1;
                skipTo(";,");
                if (quality && value <= at) {
                    weight = weight(text.substring(value, at).strip(), weight);
                }
            }
            return weight;
        }

        private static double weight(String value, double otherwise) {
            boolean digits = !value.isEmpty()
                    && value.length() <= 5
                    && value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')
                    && value.chars().anyMatch(Character::isDigit)
                    && value.indexOf('.') == value.lastIndexOf('.');
            return digits && Double.parseDouble(value) <= 1 ? Double.parseDouble(value) : otherwise;
        }

        private String token() {
            int from = at;
            while (at < text.length() && isToken(text.charAt(at))) {
                at++;
            }
            return text.substring(from, at);
        }

        private static boolean isToken(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || TOKEN_MARKS.indexOf(c) >= 0;
        }

        private void skipBlanks() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        /** Goes to the next of the characters outside a quoted string, or to the end. */
        private void skipTo(String ends) {
            boolean quoted = false;
            while (at < text.length() && (quoted || ends.indexOf(text.charAt(at)) < 0)) {
                if (text.charAt(at) == '\\' && quoted) {
                    at++;
                } else if (text.charAt(at) == '"') {
                    quoted = !quoted;
                }
                at++;
            }
            at = Math.min(at, text.length());
        }
    }
}
