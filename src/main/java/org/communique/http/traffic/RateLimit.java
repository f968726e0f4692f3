package org.communique.http.traffic;

import io.github.bucket4j.Bucket;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.TimeUnit;

/**
 * What one request took of its budget, and what the answer says of it: {@code RateLimit-Policy} and {@code RateLimit}
 * (draft-ietf-httpapi-ratelimit-headers-10).
 *
 * @param taken 1, or 0 where the request is free or nothing was left
 * @param isGranted whether the request may go on
 * @param untilFull nanoseconds
 * @param untilNext nanoseconds until there is one again, where nothing was left
 */
public record RateLimit(
        Quota quota, Bucket bucket, int taken, boolean isGranted, long left, long untilFull, long untilNext) {
    private static final CharSequence NAME = HttpHeaders.createOptimized("RateLimit");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final int NOT_MODIFIED = 304;
    private static final int GONE = 410;

    /** Tells what is left after an answer of this status; 304 and 410 give back what was taken. */
    public void write(MultiMap headers, int status) {
        long now = left;
        if (taken > 0 && (status == NOT_MODIFIED || status == GONE)) {
            bucket.addTokens(taken);
            now += taken;
        }
        headers.set(POLICY, quota.policy());
        headers.set(NAME, '"' + quota.name() + "\";r=" + now + ";t=" + seconds(untilFull));
    }

    /** Whole seconds after which there is one again, at least one. */
    public long retryAfter() {
        return Math.max(1, seconds(untilNext));
    }

    private static long seconds(long nanoseconds) {
        return (nanoseconds + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }
}
