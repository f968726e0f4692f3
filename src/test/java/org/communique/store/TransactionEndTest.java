package org.communique.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.arjuna.ats.arjuna.coordinator.TxControl;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionManager;
import java.util.NoSuchElementException;
import org.communique.sequence.Snapshots;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class TransactionEndTest {
    @Inject
    Snapshots snapshots;

    @Inject
    TransactionEnd end;

    @Inject
    TransactionManager transactions;

    @Test
    void what_fails_after_its_snapshot_was_ended_by_another_thread_is_to_be_read_again() {
        DatabaseUnavailableException failed = assertThrows(
                DatabaseUnavailableException.class, () -> snapshots.read(snapshot -> failAfter(this::rollBack)));
        assertInstanceOf(NoSuchElementException.class, failed.getCause());
    }

    @Test
    void so_is_what_seems_to_have_been_read() {
        assertThrows(
                DatabaseUnavailableException.class,
                () -> snapshots.read(snapshot -> {
                    rollBack();
                    return snapshot.number();
                }));
    }

    /** The transaction manager goes by the clock, which may be set forward by an hour. */
    @Test
    void no_transaction_is_ended_by_the_clock() {
        assertEquals(0, TxControl.getDefaultTimeout());
    }

    @Test
    void so_is_what_fails_in_a_write() {
        assertThrows(
                DatabaseUnavailableException.class,
                () -> QuarkusTransaction.requiringNew().call(() -> end.unlessEnded(() -> failAfter(this::rollBack))));
    }

    @Test
    void what_fails_by_itself_is_not_blamed_on_the_store() {
        assertThrows(NoSuchElementException.class, () -> snapshots.read(snapshot -> failAfter(() -> {})));
        assertThrows(
                NoSuchElementException.class,
                () -> snapshots.read(snapshot -> failAfter(QuarkusTransaction::setRollbackOnly)));
    }

    private static Object failAfter(Runnable before) {
        before.run();
        throw new NoSuchElementException("a row that was there");
    }

    /** As the transaction manager does when the time is up. */
    private void rollBack() {
        try {
            var transaction = transactions.getTransaction();
            Thread reaper = new Thread(() -> {
                try {
                    transaction.rollback();
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            });
            reaper.start();
            reaper.join();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
