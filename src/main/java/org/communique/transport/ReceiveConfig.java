package org.communique.transport;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How slowly a request may be sent. */
@ConfigMapping(prefix = "communique.receive")
public interface ReceiveConfig {
    /** How long the head of a request may take, and the first on a connection may be waited for. */
    @WithDefault("30s")
    Duration headTimeout();

    /** How many connections of one address may wait for a head; beyond it the oldest is closed. */
    @WithDefault("1000")
    int waitingConnections();

    /** How long a body may take in all, but for that of an archive. */
    @WithDefault("1m")
    Duration bodyTimeout();

    /** Bytes a second that a body must keep to on average, after the grace. */
    @WithDefault("1K")
    MemorySize minRate();

    /** How long a body may be slower. */
    @WithDefault("5s")
    Duration grace();
}
