package org.communique.access;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    @Inject
    AgroalDataSource store;

    @ConfigProperty(name = "quarkus.datasource.db-kind")
    String database;

    void check(@Observes @Priority(200) StartupEvent start) throws SQLException {
        if (config.bootstrapKey().isPresent() || exists()) {
            return;
        }
        if (!database.equals("h2")) {
            throw new IllegalStateException(
                    "There is no API key: set COMMUNIQUE_ACCESS_BOOTSTRAP_KEY to a long random secret.");
        }
        create();
    }

    /** Without the object-relational mapper, whose first query takes a while: every start asks this before it can answer. */
    private boolean exists() throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select 1 from api_key fetch first 1 rows only")) {
            return row.next();
        }
    }

    @Transactional
    void create() {
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
