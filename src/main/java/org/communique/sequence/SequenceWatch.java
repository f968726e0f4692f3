package org.communique.sequence;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.communique.cluster.Follower;
import org.communique.cluster.Followers;
import org.communique.cluster.StoreWrites;
import org.communique.cluster.WriteLock;
import org.communique.store.DatabaseTimeouts;
import org.communique.store.DatabaseUnavailableException;
import org.communique.store.DurableNumber;
import org.communique.store.EmbeddedStore;
import org.communique.store.StartOrder;
import org.jboss.logging.Logger;

/**
 * Tells who waits that the sequence has moved: at once after a commit of this process, and within the poll interval after
 * one of another process on the same store.
 */
@ApplicationScoped
public class SequenceWatch {
    private static final Logger LOG = Logger.getLogger(SequenceWatch.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CURRENT = Duration.ofSeconds(1);
    private static final Duration SILENT = Duration.ofSeconds(5);
    private static final String LAST = "select last_number%s from sequence_counter where id = " + SequenceCounter.ONLY;
    private static final String READ_ONLY = ", current_setting('transaction_read_only') = 'on'";

    @Inject
    AgroalDataSource store;

    @Inject
    DatabaseTimeouts timeouts;

    @Inject
    StoreWrites writes;

    @Inject
    DurableNumber durable;

    @Inject
    WriteLock writeLock;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    Followers followers;

    private Follower follower;
    private final List<Consumer<Long>> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore wakes = new Semaphore(0);
    private final AtomicLong known = new AtomicLong();
    private volatile long last;
    /** The last number that every listener has taken. */
    private long told;

    private volatile long lookedAt;
    /** When the look began that the store has not answered; 0 where it has answered the last. */
    private volatile long unansweredSince;

    private volatile boolean stopped;
    private volatile boolean reachable = true;

    void start(@Observes @Priority(StartOrder.STORE + 1) StartupEvent start) {
        follower = followers.add("changes");
        look();
        Thread thread = new Thread(this::run, "sequence-watch");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stop) {
        stopped = true;
        wakes.release();
    }

    /**
     * The highest number that any transaction of this process has seen committed, at once after a commit of its own: what
     * is older is not the present state any more.
     */
    public long known() {
        return known.get();
    }

    /** Whether a change of another process would have been seen by now, but for the last second. */
    public boolean isCurrent() {
        return System.nanoTime() - lookedAt < CURRENT.toNanos();
    }

    /**
     * Whether the store was asked so long ago, and has not answered, that it is not worth asking. One that is part of this
     * process may be slow and is never away.
     */
    public boolean isSilent() {
        long since = unansweredSince;
        return since != 0 && timeouts.isRemote() && System.nanoTime() - since >= SILENT.toNanos();
    }

    /** Whether the store has answered when it was last asked. */
    boolean isReachable() {
        return reachable;
    }

    /** How long ago the store has last told how far the sequence is. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - lookedAt);
    }

    /** Notes a number that a transaction has found committed. */
    void seen(long number) {
        known.accumulateAndGet(number, Math::max);
    }

    /** The last number told of; a snapshot taken from now on has it. */
    public long last() {
        return last;
    }

    /**
     * Calls the listener with the last number each time it has grown. It is called on the watch's own thread and must not
     * block it for long.
     *
     * @return what ends it
     */
    public Runnable onAdvance(Consumer<Long> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Has the watch look at once: a statement has failed, and the store may have to be opened again. */
    public void suspect() {
        wakes.release();
    }

    /**
     * Has the watch look as soon as this transaction has committed, whose last number is then given.
     *
     * @param isWritten whether a commit that has returned is on disk
     */
    void lookAfterCommit(LongSupplier number, BooleanSupplier isWritten) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only a commit is of interest.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    if (isWritten.getAsBoolean()) {
                        durable.written(number.getAsLong());
                        seen(number.getAsLong());
                    }
                    wakes.release();
                }
            }
        });
    }

    private void run() {
        while (!stopped) {
            try {
                wakes.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                wakes.drainPermits();
            } catch (InterruptedException interrupted) {
                return;
            }
            if (!stopped) {
                look();
            }
        }
    }

    private void look() {
        long began = System.nanoTime();
        if (unansweredSince == 0) {
            unansweredSince = began;
        }
        Optional<Long> found;
        try {
            found = durableNumber();
        } catch (SQLException | DatabaseUnavailableException unreachable) {
            if (reachable && !stopped) {
                LOG.warn("The database does not respond; changes are reported once it does", unreachable);
            }
            reachable = false;
            if (unreachable instanceof SQLException failed) {
                writes.reopen(failed);
            }
            return;
        }
        reachable = true;
        if (found.isEmpty()) {
            return;
        }
        long number = found.get();
        seen(number);
        lookedAt = began;
        unansweredSince = 0;
        last = Math.max(last, number);
        if (told < number) {
            tell(number);
        }
    }

    /** The present number; empty while it is being written. */
    private Optional<Long> durableNumber() throws SQLException {
        long number = present();
        return durable.covers(number) ? Optional.of(number) : writeLock.whileNobodyWrites(POLL, this::settle);
    }

    /** While nobody writes, a store that is open after it was read has written what was read. */
    private long settle() throws SQLException {
        try (Connection connection = store.getConnection()) {
            long number = present(connection);
            EmbeddedStore.of(connection).requireOpen();
            durable.written(number);
            return number;
        }
    }

    private long present() throws SQLException {
        try (Connection connection = timeouts.brief(store)) {
            return present(connection);
        }
    }

    private long present(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAST.formatted(timeouts.isRemote() ? READ_ONLY : ""))) {
            boolean found = row.next();
            if (found && timeouts.isRemote()) {
                writes.readOnly(row.getBoolean(2));
            }
            return found ? row.getLong(1) : 0;
        }
    }

    /** Where one fails all are told again: those that wait may have been woken in vain. */
    private void tell(long number) {
        boolean failing = false;
        for (Consumer<Long> listener : listeners) {
            try {
                listener.accept(number);
            } catch (RuntimeException | Error failed) {
                failing = true;
                follower.failed(failed);
            }
        }
        if (!failing) {
            told = number;
            follower.succeeded();
        }
    }
}
