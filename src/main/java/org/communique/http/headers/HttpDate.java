package org.communique.http.headers;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Dates in header fields (RFC 9110 section 5.6.7): written as IMF-fixdate, read in all three forms. */
public final class HttpDate {
    private HttpDate() {}

    public static String write(Instant at) {
        return DateFormatter.format(Date.from(at));
    }

    public static Optional<Instant> parse(String text) {
        return Optional.ofNullable(DateFormatter.parseHttpDate(text)).map(Date::toInstant);
    }
}
