package org.communique.push;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.communique.sequence.Turnstile;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long a node may have a try to itself, so that no other makes it too. A claim runs out by itself, for the node may
 * have been killed.
 */
@ApplicationScoped
class HubClaims {
    /** Beyond the time that a call may take. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    @Inject
    PushConfig config;

    @Inject
    Turnstile turnstile;

    @ConfigProperty(name = "quarkus.datasource.db-kind")
    String database;

    Instant until(Instant now) {
        return now.plus(config.timeout()).plus(SLACK);
    }

    /** Ends all claims at the start on a store that no other process can have open; elsewhere they run out. */
    void clear() {
        if (database.equals("h2")) {
            QuarkusTransaction.requiringNew().run(() -> {
                turnstile.enter();
                HubIntent.update("claim = null, claimedUntil = null where claim is not null");
                HubSubscription.update("claim = null, claimedUntil = null where claim is not null");
            });
        }
    }
}
