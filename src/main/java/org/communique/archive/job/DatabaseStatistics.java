package org.communique.archive.job;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/**
 * Has the database look at what an import has brought, so that it plans queries for that rather than for the tables as
 * they were: PostgreSQL looks by itself only after a while, H2 after every two thousand rows.
 */
@ApplicationScoped
class DatabaseStatistics {
    private static final Logger LOG = Logger.getLogger(DatabaseStatistics.class);

    @Inject
    AgroalDataSource store;

    void look() {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                statement.execute("analyze");
            }
        } catch (SQLException failed) {
            LOG.warn(
                    "The database statistics could not be updated after the import; the database will update them itself",
                    failed);
        }
    }
}
