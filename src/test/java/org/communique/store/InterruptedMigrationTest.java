package org.communique.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store whose first migrations were interrupted after any statement opens again; one that was started is left alone. */
@Tag("unit")
class InterruptedMigrationTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(url, null, null).locations("filesystem:" + MIGRATIONS);
    }

    private void migrateAfterRepair() {
        FluentConfiguration configuration = flyway();
        new InterruptedMigration(Path.of("target")).customize(configuration);
        configuration.load().migrate();
    }

    @Test
    void a_store_of_a_newer_program_is_not_touched() throws SQLException {
        migrateAfterRepair();
        execute("insert into sequence_counter values (1, random_uuid(), null, 0, 0, now(), 0, now())");
        execute("insert into \"flyway_schema_history\" select 999, '999', 'from tomorrow', \"type\", \"script\","
                + " \"checksum\", \"installed_by\", \"installed_on\", \"execution_time\", true from"
                + " \"flyway_schema_history\" where \"version\" = '1'");
        FlywayException refused = assertThrows(FlywayException.class, this::migrateAfterRepair);
        assertEquals(
                Optional.of("The store was written by a newer version of the service: start that version, or restore a"
                        + " backup from before the upgrade."),
                StartFailure.sentence(new RuntimeException(refused)));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The statements of a migration. */
    private static List<String> statements(Path migration) {
        try {
            String sql = Files.readString(migration).replaceAll("(?m)--.*$", "");
            return Arrays.stream(sql.split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted().toList();
        }
    }

    @Test
    void half_of_any_migration_is_made_again() throws Exception {
        List<Path> migrations = migrations();
        for (int done = 0; done < migrations.size(); done++) {
            List<String> next = statements(migrations.get(done));
            execute("drop all objects");
            if (done > 0) {
                flyway().target(Integer.toString(done)).load().migrate();
            }
            for (String statement : next.subList(0, (next.size() + 1) / 2)) {
                execute(statement);
            }
            assertThrows(FlywayException.class, () -> flyway().load().migrate(), "without the repair it does not open");
            migrateAfterRepair();
            assertEquals(migrations.size(), flyway().load().info().applied().length);
        }
    }

    @Test
    void a_store_that_was_started_once_keeps_everything() throws Exception {
        migrateAfterRepair();
        execute("insert into sequence_counter (id, store, turns, last_number, changed_at, term_number, term_changed_at)"
                + " values (1, random_uuid(), 0, 0, current_timestamp, 0, current_timestamp)");
        execute("delete from search_lease");
        migrateAfterRepair();
        assertEquals(1, count("sequence_counter"));
        assertEquals(0, count("search_lease"), "it is the same store");
    }

    @Test
    void an_empty_store_is_migrated() throws Exception {
        migrateAfterRepair();
        assertEquals(1, count("search_lease"));
    }
}
