package org.communique.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.transaction.RollbackException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class StoreFaultTest {
    @TempDir
    Path folder;

    private static Throwable wrapped(Throwable failed) {
        IllegalStateException outer = new IllegalStateException("outer", new RuntimeException(failed));
        outer.addSuppressed(new RuntimeException("beside it"));
        return outer;
    }

    @Test
    void what_the_store_or_the_disk_says_is_put_in_words() {
        Map<Throwable, StoreFault> known = Map.ofEntries(
                Map.entry(new SQLException("could not extend file", "53100"), StoreFault.FULL),
                Map.entry(
                        new SQLException("sorry, too many clients already", "53300"), StoreFault.TOO_MANY_CONNECTIONS),
                Map.entry(new SQLException("in a read-only transaction", "25006"), StoreFault.READ_ONLY),
                Map.entry(new SQLException("terminating connection", "57P01"), StoreFault.AWAY),
                Map.entry(new SQLException("the database system is starting up", "57P03"), StoreFault.AWAY),
                Map.entry(new SQLException("io error", "58030"), StoreFault.DISK),
                Map.entry(new SQLException("gone", "08006"), StoreFault.AWAY),
                Map.entry(new SQLException("read only", "90097", 90_097), StoreFault.READ_ONLY),
                Map.entry(new SQLException("closed", "90098", 90_098), StoreFault.AWAY),
                Map.entry(new SQLException("open in exclusive mode", "90135", 90_135), StoreFault.AWAY),
                Map.entry(new SQLException("Sorry, acquisition timeout!"), StoreFault.AWAY),
                Map.entry(new RollbackException("commit failed"), StoreFault.AWAY),
                Map.entry(
                        new RollbackException("ARJUNA016102: The transaction is not active! Uid is 0:1"),
                        StoreFault.OVERDUE),
                Map.entry(new SQLException("Failing fast as the transaction has rolled back"), StoreFault.OVERDUE),
                Map.entry(new IOException("No space left on device"), StoreFault.FULL),
                Map.entry(new IOException("Disk quota exceeded"), StoreFault.FULL),
                Map.entry(new IOException("File too large"), StoreFault.FILE_TOO_LARGE),
                Map.entry(new IOException("/data: Read-only file system"), StoreFault.READ_ONLY),
                Map.entry(new IOException("Input/output error"), StoreFault.DISK),
                Map.entry(new WritesRefusedException(StoreFault.FULL), StoreFault.FULL));
        known.forEach((failed, fault) -> assertEquals(Optional.of(fault), StoreFault.of(wrapped(failed)), failed + ""));
    }

    @Test
    void what_was_asked_wrongly_is_no_fault_of_the_store() {
        for (Throwable ours : new Throwable[] {
            new SQLException("syntax", "42601"),
            new SQLIntegrityConstraintViolationException("twice", "23505"),
            new NoSuchFileException("missing"),
            new ConnectException("refused"),
            new IllegalStateException("ours")
        }) {
            assertEquals(Optional.empty(), StoreFault.of(wrapped(ours)), ours.toString());
        }
    }

    @Test
    void that_the_embedded_store_closes_itself_is_understood() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("store") + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("create table t (id int)");
            statement.execute("shutdown immediately");
            SQLException closed = assertThrows(SQLException.class, () -> statement.execute("select * from t"));
            assertTrue(StoreFault.isClosed(closed), closed.toString());
            assertEquals(Optional.of(StoreFault.AWAY), StoreFault.of(closed));
        }
        try (Connection again = DriverManager.getConnection(url, "sa", "");
                var statement = again.createStatement()) {
            SQLException wrong = assertThrows(SQLException.class, () -> statement.execute("select * from u"));
            assertFalse(StoreFault.isClosed(wrong), wrong.toString());
        }
        assertTrue(Files.exists(folder.resolve("store.mv.db")));
    }
}
