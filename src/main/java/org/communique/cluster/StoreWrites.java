package org.communique.cluster;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.communique.store.DatabaseTimeouts;
import org.communique.store.DurableNumber;
import org.communique.store.StartOrder;
import org.communique.store.StoreFault;
import org.communique.store.WritesRefusedException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Whether the store takes writes. While its disk is full or it is read-only, writers are refused before they touch it, and
 * reads go on; whether that is over is tried every second. The embedded store closes itself when a write fails, and is then
 * opened again at once, for those who read.
 */
@Default
@Readiness
@ApplicationScoped
public class StoreWrites implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(StoreWrites.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long PATIENCE_MILLIS = 10_000;

    private static final String NOT_ALLOWED = "42501";

    /** Takes room on the disk of PostgreSQL, and gives it back. */
    private static final String TAKE_ROOM = "create temporary table communique_room on commit drop as"
            + " select n, repeat(md5(n::text), 50) as filling from generate_series(1, 600) as n";

    @Inject
    AgroalDataSource store;

    @Inject
    DatabaseTimeouts timeouts;

    @Inject
    StoreFile file;

    @Inject
    WriteLock writeLock;

    @Inject
    NodeId node;

    @Inject
    DurableNumber durable;

    @Inject
    Clock clock;

    private final Semaphore wakes = new Semaphore(0);
    private volatile Refusal refusal;
    private volatile boolean stopped;
    private Thread thread;

    /** Why no writes are taken, and since when. */
    public record Refusal(StoreFault fault, Instant since) {}

    void start(@Observes @Priority(StartOrder.STORE + 3) StartupEvent start) {
        thread = new Thread(this::run, "communique-store-writes");
        thread.setDaemon(true);
        thread.start();
    }

    /** Nothing is interrupted, for the embedded store would lose its file. */
    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stopped = true;
        wakes.release();
        if (thread != null) {
            thread.join(PATIENCE_MILLIS);
        }
    }

    /** Empty while writes are taken. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * To be called before a write.
     *
     * @throws WritesRefusedException where it would fail
     */
    public void require() {
        if (refusal == null && file.isNearlyFull()) {
            refuse(StoreFault.FULL);
        }
        Refusal now = refusal;
        if (now != null) {
            throw new WritesRefusedException(now.fault());
        }
    }

    /** Notes why a statement failed, where that lets expect the same of every write. */
    public void failed(Throwable failed) {
        StoreFault.of(failed).filter(StoreFault::leavesReading).ifPresent(this::refuse);
    }

    /** Opens the embedded store again where this failure says that it has closed itself. */
    public void reopen(SQLException failed) {
        if (!timeouts.isRemote() && StoreFault.isClosed(failed) && !stopped) {
            failed(failed);
            store.flush(AgroalDataSource.FlushMode.ALL);
            durable.reopened();
        }
    }

    /** What PostgreSQL says of the transactions that begin now. */
    public void readOnly(boolean now) {
        if (now) {
            refuse(StoreFault.READ_ONLY);
        }
    }

    private synchronized void refuse(StoreFault fault) {
        Refusal before = refusal;
        if (before == null || before.fault() != fault && fault != StoreFault.DISK) {
            refusal = new Refusal(fault, before == null ? clock.instant() : before.since());
            LOG.warnf(
                    "The store accepts no writes: %s. Reads continue; writes resume when the store accepts them again",
                    fault.words());
        }
    }

    private void run() {
        while (!stopped) {
            try {
                wakes.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                return;
            }
            if (!stopped) {
                look();
            }
        }
    }

    private void look() {
        if (refusal == null) {
            if (file.isNearlyFull()) {
                refuse(StoreFault.FULL);
            }
            return;
        }
        try {
            file.tryWriting();
            if (writeLock
                    .whileNobodyWrites(Duration.ofMillis(LOOK_MILLIS), this::write)
                    .isPresent()) {
                refusal = null;
                LOG.info("The store accepts writes again");
            }
        } catch (IOException | SQLException | RuntimeException still) {
            failed(still);
            LOG.debug("The store does not accept writes yet", still);
        }
    }

    private boolean write() throws SQLException {
        if (timeouts.isRemote()) {
            takeRoom();
        } else if (isOpenedReadOnly()) {
            store.flush(AgroalDataSource.FlushMode.ALL);
        }
        try {
            beat();
        } catch (SQLException failed) {
            reopen(failed);
            throw failed;
        }
        return true;
    }

    private void beat() throws SQLException {
        execute("update node set beat = beat + 1 where id = '" + node.get() + "'");
    }

    private void takeRoom() throws SQLException {
        try {
            execute(TAKE_ROOM);
        } catch (SQLException failed) {
            if (!NOT_ALLOWED.equals(failed.getSQLState())) {
                throw failed;
            }
        }
    }

    /** As it is when its file could not be written then. */
    private boolean isOpenedReadOnly() throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("call readonly()")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = timeouts.brief(store);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public HealthCheckResponse call() {
        Refusal now = refusal;
        HealthCheckResponseBuilder check = HealthCheckResponse.named("writes").status(now == null);
        return now == null
                ? check.build()
                : check.withData("reason", now.fault().words())
                        .withData("since", now.since().toString())
                        .build();
    }
}
