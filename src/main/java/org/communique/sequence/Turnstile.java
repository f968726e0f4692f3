package org.communique.sequence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one writing transaction of this process in at a time, until it has ended. Between processes the locks of the
 * database do the same; within one they must not be relied on: when transactions of H2 2.4 wait for each other's row and
 * some roll back, a committed update is lost about once in ten thousand turns.
 */
@ApplicationScoped
public class Turnstile {
    private static final long PATIENCE_SECONDS = 30;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    StoreWrites writes;

    /** Fair, so that an import does not starve an editor. A semaphore, since another thread may end the transaction. */
    private final Semaphore turn = new Semaphore(1, true);

    /** What asks the store. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws SQLException;
    }

    /** The answer to a question that is asked while no transaction of this process writes; empty where one did for so long. */
    <T> Optional<T> whileNobodyWrites(Duration longest, Question<T> question) throws SQLException {
        try {
            if (!turn.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(question.ask());
        } finally {
            turn.release();
        }
    }

    /**
     * Waits for its turn; nothing where this transaction has it already.
     *
     * @throws WritesRefusedException where the store takes no writes now
     */
    public void enter() {
        if (transaction.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("a turn lasts as long as a transaction, and there is none");
        }
        if (transaction.getResource(this) != null) {
            return;
        }
        writes.require();
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreAwayException("no turn to write in " + PATIENCE_SECONDS + " seconds", null);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        transaction.putResource(this, true);
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // The turn lasts until the end.
            }

            @Override
            public void afterCompletion(int status) {
                turn.release();
            }
        });
    }
}
