package org.communique.editorial;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.Turn;
import org.communique.web.Json;
import org.communique.web.ProblemException;
import org.communique.web.WebConfig;
import org.jboss.logging.Logger;

/**
 * Publishes what falls due, the earliest first: at start what fell due while the service was down, then at each instant.
 * Nodes that share a store take turns, and who comes second finds nothing left to do.
 */
@ApplicationScoped
class EditorialClock {
    private static final Logger LOG = Logger.getLogger(EditorialClock.class);
    private static final long TICK = 200;

    @Inject
    PublishDraft publishing;

    @Inject
    Sequence sequence;

    @Inject
    Audit audit;

    @Inject
    WebConfig config;

    @Inject
    Clock clock;

    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "communique-clock"));

    void start(@Observes @Priority(400) StartupEvent start) {
        tick();
        goOn();
    }

    /** On the next line of the grid, so that what is due there is not late; and often, for clocks are set. */
    private void goOn() {
        long grid = config.editorial().grid().toMillis();
        long toLine = grid - Math.floorMod(clock.millis(), grid);
        ticker.schedule(this::turn, Math.min(TICK, toLine), TimeUnit.MILLISECONDS);
    }

    private void turn() {
        try {
            tick();
        } finally {
            if (!ticker.isShutdown()) {
                goOn();
            }
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        ticker.shutdownNow();
    }

    private void tick() {
        try {
            List<UUID> due = QuarkusTransaction.requiringNew().call(() -> Draft.due(clock.instant()));
            for (UUID id : due) {
                QuarkusTransaction.requiringNew().run(() -> publish(id));
            }
        } catch (RuntimeException failed) {
            LOG.error("Scheduled releases could not be published; it is tried again at once", failed);
        }
    }

    private void publish(UUID id) {
        Turn turn = sequence.take();
        Draft draft = Draft.locked(id);
        boolean due = draft != null && draft.state == DraftState.SCHEDULED && !draft.publishAt.isAfter(clock.instant());
        if (!due) {
            return;
        }
        try {
            publishing.publish(turn, draft, publishing.options(draft), Caller.CLOCK);
        } catch (ProblemException fault) {
            // It comes before anything is written.
            draft.state = DraftState.SCHEDULE_FAILED;
            draft.faults = Json.string(fault.faults());
            draft.version++;
            audit.record(
                    Caller.CLOCK,
                    "draft.schedule-failed",
                    Drafts.subject(id),
                    DraftState.SCHEDULED.wire(),
                    draft.state.wire());
            LOG.errorf("The scheduled release %s was due and cannot be published: %s", id, fault.getMessage());
        }
    }
}
