package org.communique.push.outbound;

import java.time.Duration;
import java.time.Instant;
import org.communique.http.headers.HttpDate;

/** The header {@code Retry-After}: seconds or a date (RFC 9110 section 10.2.3). */
final class RetryAfter {
    private RetryAfter() {}

    /** How long to wait from now; null where the header is missing or cannot be read. */
    static Duration parse(String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.trim();
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        return HttpDate.parse(text)
                .map(at -> at.isBefore(now) ? Duration.ZERO : Duration.between(now, at))
                .orElse(null);
    }
}
