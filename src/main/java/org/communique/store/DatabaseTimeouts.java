package org.communique.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long the store may take over one answer. Without it whoever asks a database that has gone without a word, its machine
 * or the network between, would wait for hours. Migrations at start may take longer.
 */
@ApplicationScoped
public class DatabaseTimeouts implements AgroalPoolInterceptor {
    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Executor AT_ONCE = Runnable::run;

    @ConfigProperty(name = "quarkus.datasource.db-kind")
    String database;

    private volatile boolean started;

    void start(@Observes @Priority(StartOrder.STORE) StartupEvent start) {
        started = isRemote();
    }

    /** Whether the store is in another process, from which this one can be cut off. */
    public boolean isRemote() {
        return !database.equals("h2");
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        if (started) {
            limit(connection, USUAL);
        }
    }

    /** A connection for what takes the store a moment only. */
    public Connection brief(AgroalDataSource store) throws SQLException {
        Connection connection = store.getConnection();
        if (isRemote()) {
            limit(connection, SHORT);
        }
        return connection;
    }

    private static void limit(Connection connection, Duration longest) {
        try {
            connection.setNetworkTimeout(AT_ONCE, (int) longest.toMillis());
        } catch (SQLException closed) {
            throw new DatabaseUnavailableException("The store has closed the connection.", closed);
        }
    }
}
