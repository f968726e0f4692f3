package org.communique.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;

/** Throttles the guessing of keys by address; a key that is valid, or was, is never throttled here. */
@ApplicationScoped
class FailedKeyThrottle {
    private static final int REMEMBERED = 10_000;

    @Inject
    AccessConfig config;

    private final Cache<String, Bucket> byAddress =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Counts a wrong key; ends the request with 429 where there were too many. */
    void wrong(String address) {
        ConsumptionProbe probe = byAddress.get(address, key -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw new ProblemException(
                            ProblemType.TOO_MANY_REQUESTS, "Too many invalid keys were sent from this address.")
                    .header("Retry-After", Long.toString(seconds));
        }
    }

    private Bucket bucket() {
        int most = config.guessesPerMinute();
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofMinutes(1)))
                .withNanosecondPrecision()
                .build();
    }
}
