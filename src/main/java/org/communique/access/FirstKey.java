package org.communique.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sees to it that somebody can write: the embedded build makes a key at its first start, the server build is given one. */
@ApplicationScoped
class FirstKey {
    private static final Logger LOG = Logger.getLogger(FirstKey.class);

    @Inject
    AccessConfig config;

    @Inject
    Clock clock;

    @ConfigProperty(name = "quarkus.datasource.db-kind")
    String database;

    @Transactional
    void check(@Observes @Priority(200) StartupEvent start) {
        if (config.bootstrapKey().isPresent() || ApiKey.count() > 0) {
            return;
        }
        if (!database.equals("h2")) {
            throw new IllegalStateException(
                    "There is no API key: set COMMUNIQUE_ACCESS_BOOTSTRAP_KEY to a long random secret.");
        }
        String secret = Secrets.create();
        ApiKey key = new ApiKey();
        key.id = UUID.randomUUID();
        key.name = "first key";
        key.secretHash = Secrets.hash(secret);
        key.scopes = Scope.ADMIN.wire();
        key.createdAt = clock.instant();
        key.persist();
        LOG.infof("The first API key, with the scope admin, shown this once: %s", secret);
    }
}
