package org.communique.access;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sees to it that somebody can write: the embedded build makes a key at its first start, the server build is given one. The
 * key is stored, then shown, then marked as seen; where a start was killed in between, the next one shows a new secret.
 */
@ApplicationScoped
class BootstrapKey {
    private static final Logger LOG = Logger.getLogger(BootstrapKey.class);
    private static final String STRONG = "at least 32 random characters, for example from \"openssl rand -base64 32\".";

    @Inject
    AccessConfig config;

    @Inject
    Clock clock;

    @Inject
    AgroalDataSource store;

    @ConfigProperty(name = "quarkus.datasource.db-kind")
    String database;

    /** Before anything else starts, so that a refusal is all that is said. */
    void check(@Observes @Priority(1) StartupEvent start) throws SQLException {
        if (config.bootstrapKey().isPresent()) {
            if (!Secrets.isStrong(config.bootstrapKey().get())) {
                throw new ConfigurationException("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY must be " + STRONG);
            }
            return;
        }
        if (isThereOneSeen()) {
            return;
        }
        if (!database.equals("h2")) {
            throw new ConfigurationException("There is no API key: set COMMUNIQUE_ACCESS_BOOTSTRAP_KEY to " + STRONG);
        }
        String secret = Secrets.create();
        UUID id = QuarkusTransaction.requiringNew().call(() -> stored(secret));
        LOG.infof("The first API key, with the scope admin, which is shown only once: %s", secret);
        QuarkusTransaction.requiringNew().run(() -> ApiKey.<ApiKey>findById(id).unseen = false);
    }

    /** Without the object-relational mapper, whose first query takes a while: every start asks this before it can answer. */
    private boolean isThereOneSeen() throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select 1 from api_key where not unseen or last_used_at is not null fetch first 1 rows only")) {
            return row.next();
        }
    }

    /** A new key, or that of a start that was killed before it is known to have shown it; what it has shown works for a while. */
    UUID stored(String secret) {
        ApiKey key = ApiKey.<ApiKey>find("unseen").firstResult();
        if (key != null) {
            key.rotate(secret, clock.instant().plus(config.rotationGrace()));
            return key.id;
        }
        key = new ApiKey();
        key.id = UUID.randomUUID();
        key.name = "first key";
        key.secretHash = Secrets.hash(secret);
        key.scopes = Scope.ADMIN.wire();
        key.createdAt = clock.instant();
        key.unseen = true;
        key.persist();
        return key.id;
    }
}
