package org.communique.cluster;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.communique.store.DatabaseTimeouts;
import org.communique.store.StartOrder;
import org.jboss.logging.Logger;

/**
 * Which processes work on this store. Each counts up a row of its own; one whose count another has seen stand still for some
 * seconds, while the store answered all the time, has gone, and its row is removed. No clocks are compared.
 */
@ApplicationScoped
public class NodeRegistry {
    private static final Logger LOG = Logger.getLogger(NodeRegistry.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration GONE = Duration.ofSeconds(5);
    /** After a longer pause of this process or of the store nothing is known of the others. */
    private static final Duration INTERRUPTED = Duration.ofSeconds(3);
    /** For what is under way as the service stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    AgroalDataSource store;

    @Inject
    DatabaseTimeouts timeouts;

    @Inject
    NodeId own;

    @Inject
    StoreWrites writes;

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<UUID, Seen> others = new HashMap<>();
    private Set<UUID> told = Set.of();
    private final Semaphore stop = new Semaphore(0);
    private long lookedAt;
    private Thread thread;
    private volatile boolean stopped;

    /** A count, and since when it has been that. */
    private record Seen(long beat, long since) {}

    void start(@Observes @Priority(StartOrder.STORE + 2) StartupEvent start) throws SQLException {
        if (!timeouts.isRemote()) {
            alone();
        }
        look();
        thread = new Thread(this::run, "communique-nodes");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The row stays: a node that starts again soon goes on with what it has begun. Nothing is interrupted, for the embedded store
     * would lose its file.
     */
    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stopped = true;
        stop.release();
        thread.join(PATIENCE.toMillis());
    }

    /** This node. */
    public UUID own() {
        return own.get();
    }

    /**
     * Calls the listener on a thread of its own whenever nodes have come or gone, first soon after the start. Those that are
     * there have a {@link Node}. Where it fails it is called again.
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void run() {
        boolean failing = false;
        while (!stopped) {
            try {
                if (stop.tryAcquire(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                Set<UUID> present = look();
                if (!present.equals(told)) {
                    listeners.forEach(Runnable::run);
                    told = present;
                }
                failing = false;
                if (!timeouts.isRemote()) {
                    // Nobody comes or goes, and the disk has rest.
                    return;
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (SQLException | RuntimeException failed) {
                if (!failing && !stopped) {
                    LOG.warnf("The registry of nodes cannot be updated; trying again: %s", failed);
                }
                failing = true;
                writes.failed(failed);
            }
        }
    }

    /** No other process can have the embedded store open. */
    private void alone() throws SQLException {
        try (Connection connection = store.getConnection()) {
            execute(connection, "delete from node where id <> ?", own());
        }
    }

    /** Shows that this node lives, and removes those that do not; answers with those that are left. */
    private Set<UUID> look() throws SQLException {
        try (Connection connection = timeouts.brief(store)) {
            if (execute(connection, "update node set beat = beat + 1 where id = ?", own()) == 0) {
                execute(connection, "insert into node (id, beat) values (?, 0)", own());
            }
            Map<UUID, Long> rows = rows(connection);
            long now = System.nanoTime();
            if (now - lookedAt > INTERRUPTED.toNanos()) {
                others.clear();
            }
            lookedAt = now;
            rows.remove(own());
            others.keySet().retainAll(rows.keySet());
            rows.forEach((id, beat) -> others.merge(
                    id, new Seen(beat, now), (before, seen) -> before.beat() == seen.beat() ? before : seen));
            for (UUID id : List.copyOf(others.keySet())) {
                if (now - others.get(id).since() > GONE.toNanos()) {
                    LOG.warnf("The node %s is gone", id);
                    execute(connection, "delete from node where id = ? and beat = " + rows.get(id), id);
                    others.remove(id);
                }
            }
            Set<UUID> present = new HashSet<>(others.keySet());
            present.add(own());
            return present;
        }
    }

    private static int execute(Connection connection, String sql, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            return statement.executeUpdate();
        }
    }

    private static Map<UUID, Long> rows(Connection connection) throws SQLException {
        Map<UUID, Long> rows = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("select id, beat from node");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.put(row.getObject(1, UUID.class), row.getLong(2));
            }
        }
        return rows;
    }
}
