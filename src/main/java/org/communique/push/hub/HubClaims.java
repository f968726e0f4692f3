package org.communique.push.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.communique.cluster.NodeRegistry;
import org.communique.push.outbound.PushConfig;

/**
 * How long a node may have a try to itself, so that no other makes it too. A claim ends with its node, and runs out by
 * itself where the node only stands still.
 */
@ApplicationScoped
public class HubClaims {
    /** Beyond the time that a call may take. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    @Inject
    PushConfig config;

    @Inject
    NodeRegistry nodes;

    public Instant until(Instant now) {
        return now.plus(config.timeout()).plus(SLACK);
    }

    UUID node() {
        return nodes.own();
    }
}
