package org.communique.push.outbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How receivers are called. */
@ConfigMapping(prefix = "communique.push")
public interface PushConfig {
    /** Whether receivers may have private, loopback and link-local addresses. */
    @WithDefault("false")
    boolean allowPrivateTargets();

    /** How long one call may take, from the name look-up to the last byte of the answer. */
    @WithDefault("15s")
    Duration timeout();

    /** The key under which receivers' secrets are stored: 32 bytes in base64. */
    Optional<String> secretKey();

    /** The waits before each try; after the last one fails, the content is given up for that receiver. */
    @WithDefault("0s,5s,5m,30m,2h,5h,10h,14h,20h,24h")
    List<Duration> retrySchedule();
}
