package org.communique.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the suite runs on the database it says it runs on. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class DatabaseTest {
    @Inject
    AgroalDataSource store;

    @Test
    void it_is_a_real_one() throws SQLException {
        try (Connection connection = store.getConnection()) {
            String name = connection.getMetaData().getDatabaseProductName();
            String version = connection.getMetaData().getDatabaseProductVersion();
            assertEquals(TestStore.isPostgresql() ? "PostgreSQL" : "H2", name);
            assertTrue(version.startsWith(TestStore.isPostgresql() ? "18" : "2.4"), version);
            assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());
        }
    }
}
