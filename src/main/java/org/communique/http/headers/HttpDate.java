package org.communique.http.headers;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Dates in header fields (RFC 9110 section 5.6.7): written as IMF-fixdate, read in all three forms. */
public final class HttpDate {
    /** Characters, more than any form has; the parser rejects more with an exception. */
    private static final int LONGEST = 64;

    private HttpDate() {}

    public static String write(Instant at) {
        return DateFormatter.format(Date.from(at));
    }

    public static Optional<Instant> parse(String text) {
        return text.length() > LONGEST
                ? Optional.empty()
                : Optional.ofNullable(DateFormatter.parseHttpDate(text)).map(Date::toInstant);
    }
}
