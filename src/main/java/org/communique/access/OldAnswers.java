package org.communique.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.WriteLock;
import org.communique.http.problem.StoreFailure;
import org.jboss.logging.Logger;

/**
 * Removes the answers to requests with an Idempotency-Key once their day is over: they hold what drafts say. A few at a time,
 * so that nobody waits for long; what one node is removing the others leave to it.
 */
@ApplicationScoped
class OldAnswers {
    private static final Logger LOG = Logger.getLogger(OldAnswers.class);
    private static final int BATCH = 200;
    private static final int EVERY_SECONDS = 60;
    private static final int PATIENCE_SECONDS = 10;

    @Inject
    WriteLock writeLock;

    @Inject
    Clock clock;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "communique-old-answers"));

    void start(@Observes @Priority(600) DeferredStartEvent start) {
        timer.scheduleWithFixedDelay(this::round, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** What is under way is finished; an interrupt could reach the embedded store's file instead. */
    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        timer.shutdown();
        timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void round() {
        try {
            remove();
        } catch (RuntimeException failed) {
            if (!StoreFailure.isAway(failed)) {
                LOG.error(
                        "Expired responses to idempotency keys could not be deleted; trying again in a minute", failed);
            }
        }
    }

    /** Removes all that are older than a day; answers with their number. */
    int remove() {
        int all = 0;
        int last = BATCH;
        while (last == BATCH && !timer.isShutdown()) {
            last = QuarkusTransaction.requiringNew().call(() -> {
                writeLock.enter();
                return IdempotentAnswer.removeBefore(clock.instant().minus(IdempotentWrites.KEPT), BATCH);
            });
            all += last;
        }
        return all;
    }
}
