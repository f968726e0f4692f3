package org.communique.http.cache;

import java.util.Locale;

/** Content codings a reader takes (RFC 9110 section 12.5.3). */
final class AcceptEncoding {
    private AcceptEncoding() {}

    /** Whether gzip is named, or covered by a star, with a weight above zero. */
    static boolean takesGzip(String header) {
        if (header == null) {
            return false;
        }
        Boolean star = null;
        for (String part : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] coding = part.trim().split(";", 2);
            boolean taken = coding.length == 1 || !coding[1].replace(" ", "").matches("q=0(\\.0*)?");
            switch (coding[0].trim()) {
                case "gzip", "x-gzip" -> {
                    return taken;
                }
                case "*" -> star = taken;
                default -> {}
            }
        }
        return Boolean.TRUE.equals(star);
    }
}
