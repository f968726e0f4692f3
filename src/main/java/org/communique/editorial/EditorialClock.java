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
 * Nodes that share a store take turns, and each goes on with what the one before has left.
 */
@ApplicationScoped
class EditorialClock {
    private static final Logger LOG = Logger.getLogger(EditorialClock.class);
    private static final long TICK = 200;
    /** For how long others are kept from writing, in nanoseconds; releases that are due together share a transaction. */
    private static final long LONGEST_TURN = TimeUnit.MILLISECONDS.toNanos(50);

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

    /** After a failure, so that what comes before the one that fails does go live. */
    private boolean oneByOne;

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
            while (!due.isEmpty()) {
                due = QuarkusTransaction.requiringNew().call(this::publishSome);
            }
            oneByOne = false;
        } catch (RuntimeException failed) {
            oneByOne = true;
            LOG.error("Scheduled releases could not be published; it is tried again at once", failed);
        }
    }

    /** Publishes what is due, as much as one turn allows, and answers with what is left. */
    private List<UUID> publishSome() {
        Turn turn = sequence.take();
        List<UUID> due = Draft.due(clock.instant());
        long end = System.nanoTime() + (oneByOne ? 0 : LONGEST_TURN);
        int done = 0;
        while (done < due.size() && (done == 0 || System.nanoTime() < end)) {
            publish(turn, due.get(done++));
        }
        return due.subList(done, due.size());
    }

    private void publish(Turn turn, UUID id) {
        Draft draft = Draft.locked(id);
        // A draft can be changed without a turn, on another node meanwhile.
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
