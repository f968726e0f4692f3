package org.communique.http.traffic;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;

/** How much of something there is in a window of time. */
final class Quota {
    private final String name;
    private final int most;
    private final Duration window;
    private final TimeMeter time;
    private final CharSequence policy;

    Quota(String name, int most, Duration window, TimeMeter time) {
        this.name = name;
        this.most = most;
        this.window = window;
        this.time = time;
        this.policy = HttpHeaders.createOptimized('"' + name + "\";q=" + most + ";w=" + window.toSeconds());
    }

    /** A full budget. */
    Bucket bucket() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, window))
                .build();
    }

    String name() {
        return name;
    }

    /** As the header {@code RateLimit-Policy} says it. */
    CharSequence policy() {
        return policy;
    }

    int most() {
        return most;
    }

    /** Takes one, where one is left. */
    RateLimit take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new RateLimit(
                this,
                bucket,
                probe.isConsumed() ? 1 : 0,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                probe.getNanosToWaitForReset(),
                probe.getNanosToWaitForRefill());
    }

    /** Takes none. */
    RateLimit free(Bucket bucket) {
        return new RateLimit(this, bucket, 0, true, bucket.getAvailableTokens(), 0, 0);
    }
}
