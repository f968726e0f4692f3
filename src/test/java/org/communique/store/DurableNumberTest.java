package org.communique.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.communique.sequence.ChangeSubject;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.support.Await;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the embedded store shows before it has written it is shown to nobody. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class DurableNumberTest {
    @Inject
    Sequence sequence;

    @Inject
    SequenceWatch watch;

    @Inject
    Snapshots snapshots;

    @Inject
    AgroalDataSource store;

    @Inject
    TransactionSynchronizationRegistry transaction;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final CountDownLatch written = new CountDownLatch(1);

    @BeforeAll
    static void embedded() {
        Assumptions.assumeFalse(TestStore.isPostgresql(), "a server shows no commit before it is written");
    }

    @AfterEach
    void end() {
        written.countDown();
        pool.shutdown();
    }

    @Test
    void a_reader_of_a_number_waits_until_its_commit_is_written() throws Exception {
        long before = snapshots.read(Snapshot::number);
        Future<?> writer = pool.submit(this::write);
        Await.until("the store shows the commit", () -> shown() == before + 1);
        Future<Long> reader = pool.submit(() -> snapshots.read(Snapshot::number));
        Thread.sleep(1_000);
        assertFalse(reader.isDone());
        assertEquals(before, watch.last());
        assertEquals(before, watch.known());

        written.countDown();
        writer.get(10, TimeUnit.SECONDS);
        assertEquals(before + 1, reader.get(10, TimeUnit.SECONDS));
        Await.until("told", () -> watch.last() == before + 1);
    }

    @Test
    void a_reader_of_a_store_that_closed_itself_meanwhile_is_told_to_come_again() throws Exception {
        long before = snapshots.read(Snapshot::number);
        pool.submit(this::write);
        Await.until("the store shows the commit", () -> shown() == before + 1);
        Future<Long> reader = pool.submit(() -> snapshots.read(Snapshot::number));
        Thread.sleep(500);
        close();
        ExecutionException failed = assertThrows(ExecutionException.class, () -> reader.get(20, TimeUnit.SECONDS));
        assertInstanceOf(DatabaseUnavailableException.class, failed.getCause());

        written.countDown();
        Await.until("readable again", () -> {
            try {
                return snapshots.read(Snapshot::number) == before + 1;
            } catch (RuntimeException notYet) {
                return false;
            }
        });
    }

    /** A change whose commit does not return before it is said to be written. */
    private void write() {
        QuarkusTransaction.requiringNew().run(() -> {
            Synchronization slow = new Slow();
            transaction.registerInterposedSynchronization(slow);
            Sequence.WriteTurn turn = sequence.take();
            turn.record(
                    ChangeType.REVISED,
                    turn.timeAfter(null),
                    new ChangeSubject("test", "slow", 1, null, null, null, null));
            transaction.registerInterposedSynchronization(slow);
        });
    }

    /** Runs before those of the service, whichever order is kept. */
    private final class Slow implements Synchronization {
        @Override
        public void beforeCompletion() {
            // The commit itself is of interest.
        }

        @Override
        public void afterCompletion(int status) {
            try {
                written.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private long shown() throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select last_number from sequence_counter")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void close() throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        }
    }
}
