package org.communique.store;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.communique.value.PrivateFiles;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.logging.Logger;

/**
 * Empties an embedded store whose first migrations were interrupted, so that they can begin again. H2 commits each statement
 * of a schema by itself, so a kill leaves half a migration, which Flyway neither continues nor repeats. Nothing is lost:
 * the first start stores the counter of the sequence right after the migrations, and before anything else.
 */
@Singleton
class InterruptedMigration implements FlywayConfigurationCustomizer {
    private static final Logger LOG = Logger.getLogger(InterruptedMigration.class);
    private static final String TABLES =
            "select count(*), count(case when lower(table_name) = 'sequence_counter' then 1 end)"
                    + " from information_schema.tables where table_schema = current_schema";

    private final Path directory;

    InterruptedMigration(@ConfigProperty(name = "communique.data-directory") Path directory) {
        this.directory = directory;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        requireWritable();
        // A store with migrations that this program does not know is a newer one's.
        flyway.ignoreMigrationPatterns(new String[0]);
        try {
            repair(flyway.getDataSource());
        } catch (SQLException failed) {
            throw new IllegalStateException("The store cannot be checked before its migrations", failed);
        }
    }

    private void requireWritable() {
        try {
            Files.delete(Files.createTempFile(PrivateFiles.directory(directory), "start", null));
        } catch (IOException refused) {
            throw new StoreNotOpenedException(StartFailure.NOT_OURS + " (" + refused + ").");
        }
    }

    private static void repair(DataSource store) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseProductName().equals("H2") && isHalfMade(statement)) {
                LOG.warn("The first start was interrupted before anything was stored; creating the store again");
                statement.execute("drop all objects");
            }
        }
    }

    private static boolean isHalfMade(Statement statement) throws SQLException {
        boolean counts;
        try (ResultSet tables = statement.executeQuery(TABLES)) {
            tables.next();
            if (tables.getInt(1) == 0) {
                return false;
            }
            counts = tables.getInt(2) > 0;
        }
        if (!counts) {
            return true;
        }
        try (ResultSet counter = statement.executeQuery("select 1 from sequence_counter")) {
            return !counter.next();
        }
    }
}
