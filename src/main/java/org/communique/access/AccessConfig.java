package org.communique.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the first key comes from. */
@ConfigMapping(prefix = "communique.access")
public interface AccessConfig {
    /** A secret with the scope admin that is not kept in the store. */
    Optional<String> bootstrapKey();

    /** How many keys that are not valid an address may send in a minute. */
    @WithDefault("30")
    int guessesPerMinute();

    /** How long a rotated secret works beside the new one. */
    @WithDefault("24h")
    Duration rotationGrace();
}
