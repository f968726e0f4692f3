package org.communique.cluster;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.communique.store.DatabaseTimeouts;
import org.communique.store.StartOrder;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.jboss.logging.Logger;

/**
 * Gives back the room in the embedded store's file that no data is in any more. H2 would do so in the thread that writes
 * commits later, which does not run where each commit is written at once. It is done in small steps, since commits wait for
 * each. Room is used again ten seconds after its data has moved; what was written by then has been forced to the disk, so that
 * a power cut finds the data at its new place.
 */
@ApplicationScoped
class StoreCompaction {
    private static final Logger LOG = Logger.getLogger(StoreCompaction.class);
    private static final long PAUSE_MILLIS = 250;
    /** While others write, who wait for a step. */
    private static final long LONG_PAUSE_MILLIS = 2_000;

    private static final long PATIENCE_MILLIS = 10_000;

    /** Bytes of live data that a step rewrites, which has its price in waiting. */
    private static final int REWRITTEN = 4 << 20;

    /** Bytes that a step moves; a chunk that is larger would stay where it is. */
    private static final int MOVED = 16 << 20;

    /** Below so many percent of live data chunks are rewritten, and below so many percent of used room they are moved. */
    private static final int FULL_ENOUGH = 80;

    /** Bytes that are not worth the work. */
    private static final long SMALL = 4L << 20;

    @Inject
    AgroalDataSource store;

    @Inject
    DatabaseTimeouts timeouts;

    @Inject
    StoreWrites writes;

    @Inject
    WriteLock writeLock;

    private final Semaphore end = new Semaphore(0);
    private Thread thread;

    void start(@Observes @Priority(StartOrder.STORE + 3) StartupEvent start) {
        if (!timeouts.isRemote()) {
            thread = new Thread(this::run, "communique-store-compaction");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Nothing is interrupted, for the embedded store would lose its file. */
    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        end.release();
        if (thread != null) {
            thread.join(PATIENCE_MILLIS);
        }
    }

    private void run() {
        try {
            while (!end.tryAcquire(writeLock.isTaken() ? LONG_PAUSE_MILLIS : PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (writes.refusal().isEmpty()) {
                    step();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The connection keeps the store open meanwhile. */
    private void step() {
        try (Connection connection = store.getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            MVStore chunks = session.getDatabase().getStore().getMvStore();
            if (chunks.getFileStore() instanceof RandomAccessStore file && !file.isReadOnly()) {
                file.sync();
                if (file.size() > SMALL) {
                    // A write of it that failed would close the store under the commit of another.
                    writeLock.whileNobodyWrites(Duration.ZERO, () -> {
                        chunks.compact(FULL_ENOUGH, REWRITTEN);
                        file.compactMoveChunks(FULL_ENOUGH, MOVED, chunks);
                        return true;
                    });
                }
            }
        } catch (SQLException | RuntimeException notNow) {
            writes.failed(notNow);
            LOG.debug("The embedded store could not be compacted now", notNow);
        }
    }
}
