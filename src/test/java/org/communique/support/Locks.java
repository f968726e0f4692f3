package org.communique.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The database's locks. */
public final class Locks {
    private static final long PATIENCE_SECONDS = 30;

    private Locks() {}

    /** Waits until a session of the database waits for a lock that another holds. */
    public static void awaitWaiter(DataSource store) throws SQLException, InterruptedException {
        String waiting = TestStore.isPostgresql()
                ? "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                : "select count(*) from information_schema.sessions where blocker_id is not null";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            while (count(statement, waiting) == 0) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("no session waits for a lock");
                }
                Thread.sleep(20);
            }
        }
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
