package org.communique.sequence;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Function;
import org.communique.store.DatabaseUnavailableException;
import org.communique.store.DurableNumber;
import org.communique.store.TransactionEnd;
import org.hibernate.FlushMode;
import org.hibernate.Session;

/** Reads the live store in one repeatable-read snapshot, so that a sequence number and the rows beside it agree. */
@ApplicationScoped
public class Snapshots {
    /** H2's own level above repeatable read: there, repeatable read fixes each table only when it is first read. */
    private static final int H2_SNAPSHOT = 6;

    private static final ThreadLocal<Snapshot> IN_MEMORY = new ThreadLocal<>();

    @Inject
    Session session;

    @Inject
    SequenceWatch watch;

    @Inject
    DurableNumber durable;

    @Inject
    TransactionEnd end;

    @Inject
    TransactionSynchronizationRegistry transaction;

    /**
     * Runs the work in a new read-only transaction over one snapshot of the store, all of which is on disk.
     *
     * @throws DatabaseUnavailableException where it is not, and did not get there, or the snapshot was ended under the work
     */
    public <T> T read(Function<Snapshot, T> work) {
        requireStore();
        if (watch.isSilent()) {
            // Whoever asked it now would wait in vain.
            throw new DatabaseUnavailableException("the store does not respond", null);
        }
        int opening = durable.opening();
        return QuarkusTransaction.requiringNew().call(() -> {
            session.setDefaultReadOnly(true);
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.doWork(Snapshots::fix);
            SequenceCounter counter = SequenceCounter.findById(SequenceCounter.ONLY);
            durable.await(counter.number, opening);
            watch.seen(counter.number);
            Snapshot snapshot = Snapshot.of(counter);
            transaction.putResource(Snapshots.class, snapshot);
            return end.unlessEnded(() -> work.apply(snapshot));
        });
    }

    /**
     * Runs the work over a state that this node has of its own; nothing in it may read the store.
     *
     * @throws NotInMemory where something in it has to
     */
    public static <T> T inMemory(Snapshot snapshot, Function<Snapshot, T> work) {
        IN_MEMORY.set(snapshot);
        try {
            return work.apply(snapshot);
        } finally {
            IN_MEMORY.remove();
        }
    }

    /** Whether this thread reads what the node has of its own. */
    public static boolean isInMemory() {
        return IN_MEMORY.get() != null;
    }

    /**
     * To be called before the store is read.
     *
     * @throws NotInMemory where this thread reads what the node has of its own
     */
    public static void requireStore() {
        if (isInMemory()) {
            throw new NotInMemory();
        }
    }

    /** The snapshot that this transaction reads, or the state that is read without one; empty where something may be written. */
    public Optional<Snapshot> current() {
        if (isInMemory()) {
            return Optional.of(IN_MEMORY.get());
        }
        return transaction.getTransactionKey() == null
                ? Optional.empty()
                : Optional.ofNullable((Snapshot) transaction.getResource(Snapshots.class));
    }

    private static void fix(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
            connection.setTransactionIsolation(H2_SNAPSHOT);
        } else {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
            }
        }
    }
}
