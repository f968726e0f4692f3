package org.communique.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The embedded store gives back room while it runs. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class StoreCompactionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long MEGABYTE = 1 << 20;

    @Inject
    AgroalDataSource store;

    private static long size(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select cast(setting_value as bigint)"
                + " from information_schema.settings where setting_name = 'info.FILE_SIZE'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void the_file_shrinks_to_at_most_twice_its_data_and_loses_none() throws Exception {
        assumeFalse(TestStore.isPostgresql(), "PostgreSQL does this itself");
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select x, secure_rand(2000) as r from system_range(1, 10000)");
            statement.execute("create table dropped as select x, secure_rand(2000) as r from system_range(1, 50000)");
            for (int i = 0; i < 20; i++) {
                statement.execute("update kept set r = secure_rand(2000) where mod(x, 20) = " + i);
            }
            long sum = sum(statement);
            statement.execute("drop table dropped");
            assertTrue(size(statement) > 100 * MEGABYTE, size(statement) + " bytes");
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (size(statement) > 40 * MEGABYTE && System.nanoTime() < end) {
                Thread.sleep(200);
            }
            assertTrue(size(statement) <= 40 * MEGABYTE, size(statement) + " bytes");
            assertEquals(sum, sum(statement));
            statement.execute("drop table kept");
        }
    }

    private static long sum(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select sum(cast(cast(substring(hash('SHA-256', r) from 1 for 4) as int) as bigint)) from kept")) {
            row.next();
            return row.getLong(1);
        }
    }
}
