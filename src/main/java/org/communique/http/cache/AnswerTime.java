package org.communique.http.cache;

import io.vertx.core.http.HttpHeaders;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.communique.http.HttpConfig;
import org.communique.http.headers.HttpDate;

/**
 * What of an answer's headers follows from the time alone, made once for each millisecond.
 *
 * @param line of the publication grid, counted from the epoch, that was passed last
 */
record AnswerTime(long millis, long line, CharSequence date, CharSequence cacheControl) {
    /** Gives the present one. */
    @ApplicationScoped
    static class Source {
        @Inject
        Clock clock;

        @Inject
        HttpConfig config;

        private volatile AnswerTime last = new AnswerTime(-1, 0, "", "");
        private long step;

        @PostConstruct
        void configure() {
            step = config.editorial().grid().toMillis();
        }

        AnswerTime now() {
            long millis = clock.millis();
            AnswerTime known = last;
            if (known.millis == millis) {
                return known;
            }
            Instant now = Instant.ofEpochMilli(millis);
            boolean sameSecond = known.millis >= 0 && known.millis / 1_000 == millis / 1_000;
            AnswerTime next = new AnswerTime(
                    millis,
                    Math.floorDiv(millis, step),
                    sameSecond ? known.date : HttpHeaders.createOptimized(HttpDate.write(now)),
                    HttpHeaders.createOptimized(
                            CacheLifetime.header(now, config.editorial().grid())));
            last = next;
            return next;
        }
    }
}
