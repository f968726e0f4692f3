package org.communique.sequence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the public is answered. */
@ConfigMapping(prefix = "communique.reads")
interface ReadsConfig {
    /**
     * For how long a node goes on answering from what it has of its own while the database is away: what another node has
     * retracted since it does not know. 0 forbids it.
     */
    @WithDefault("5m")
    Duration withoutDatabase();
}
