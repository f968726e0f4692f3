package org.communique.push.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The waits between tries that Standard Webhooks recommends, each up to a tenth longer so that tries do not come in step. */
@ApplicationScoped
public class RetrySchedule {
    private static final int JITTER = 10;

    /** A schedule of nothing but zeros is not taken to mean an endless loop. */
    private static final long LEAST_MILLIS = 10;

    @Inject
    PushConfig config;

    /** The wait after so many tries that failed. Beyond the schedule's end its last wait is repeated: nothing is dropped. */
    public Duration after(int tries) {
        List<Duration> waits = config.retrySchedule();
        long millis = Math.max(
                LEAST_MILLIS, waits.get(Math.min(tries, waits.size() - 1)).toMillis());
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / JITTER + 1));
    }
}
