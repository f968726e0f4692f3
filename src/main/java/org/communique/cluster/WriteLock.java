package org.communique.cluster;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.communique.store.DatabaseTimeouts;
import org.communique.store.DatabaseUnavailableException;
import org.communique.store.EmbeddedStore;
import org.communique.store.TransactionEnd;
import org.communique.store.WritesRefusedException;
import org.hibernate.Session;

/**
 * Lets one writing transaction of this process in at a time, until it has ended. Between processes the locks of the
 * database do the same; within one they must not be relied on: when transactions of H2 2.4 wait for each other's row and
 * some roll back, a committed update is lost about once in ten thousand turns.
 */
@ApplicationScoped
public class WriteLock {
    private static final long PATIENCE_SECONDS = 30;

    /** How often the database is asked whether other processes wait. */
    private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** Whoever waits for a row that a transaction has locked waits for that transaction's id. */
    private static final String AWAITED = "select exists (select 1 from pg_locks held"
            + " join pg_locks wanted on wanted.transactionid = held.transactionid"
            + " where held.pid = pg_backend_pid() and held.locktype = 'transactionid' and held.granted"
            + " and not wanted.granted)";

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    StoreWrites writes;

    @Inject
    TransactionEnd end;

    @Inject
    DatabaseTimeouts timeouts;

    @Inject
    EntityManager entities;

    /** Fair, so that an import does not starve an editor. A semaphore, since another thread may end the transaction. */
    private final Semaphore turn = new Semaphore(1, true);

    /** Only whoever has the turn uses it. */
    private long asked;

    /** What asks the store. */
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws SQLException;
    }

    /** The answer to a question that is asked while no transaction of this process writes; empty where one did for so long. */
    public <T> Optional<T> whileNobodyWrites(Duration longest, Question<T> question) throws SQLException {
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
     * Does the work in a transaction of its own that has the turn, and answers once that is written.
     *
     * @throws DatabaseUnavailableException where the store has closed itself, or the transaction was ended, before that
     */
    public <T> T write(Supplier<T> work) {
        AtomicReference<BooleanSupplier> written = new AtomicReference<>();
        T done = QuarkusTransaction.requiringNew().call(() -> {
            enter();
            written.set(written());
            return end.unlessEnded(work);
        });
        if (!written.get().getAsBoolean()) {
            throw new DatabaseUnavailableException("the store was closed before it wrote the commit", null);
        }
        return done;
    }

    /** Tells of a commit of this transaction that has returned whether it is on disk. */
    public BooleanSupplier written() {
        return timeouts.isRemote()
                ? () -> true
                : entities.unwrap(Session.class).doReturningWork(EmbeddedStore::of)::isOpen;
    }

    /**
     * Waits for its turn; nothing where this transaction has it already.
     *
     * @throws WritesRefusedException where the store takes no writes now
     */
    public void enter() {
        if (transaction.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("a write turn requires a transaction");
        }
        if (transaction.getResource(this) != null) {
            return;
        }
        writes.require();
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new DatabaseUnavailableException(
                        "the write lock was not available within " + PATIENCE_SECONDS + " seconds", null);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        asked = System.nanoTime();
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

    /** Whether a transaction of this process has the turn at this moment. */
    boolean isTaken() {
        return turn.availablePermits() == 0;
    }

    /**
     * Whether somebody waits for the end of this turn: another thread, or on PostgreSQL, which is asked every 40 ms at most,
     * another process. To be called by whoever has the turn, in its transaction.
     */
    public boolean isAwaited() {
        if (turn.hasQueuedThreads()) {
            return true;
        }
        long now = System.nanoTime();
        if (!timeouts.isRemote() || now - asked < ASK_NANOS) {
            return false;
        }
        asked = now;
        return (Boolean) entities.createNativeQuery(AWAITED, Boolean.class).getSingleResult();
    }
}
