package org.communique.editorial;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.Follower;
import org.communique.cluster.Followers;
import org.communique.http.HttpConfig;
import org.communique.http.json.Json;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.StoreFailure;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.WriteTurn;
import org.jboss.logging.Logger;

/**
 * Publishes what falls due, the earliest first: at start what fell due while the service was down, then at each instant.
 * Nodes that share a store take turns, and each goes on with what the one before has left.
 */
@ApplicationScoped
class PublicationScheduler {
    private static final Logger LOG = Logger.getLogger(PublicationScheduler.class);
    private static final long TICK = 200;
    /** After a failure, in milliseconds too. */
    private static final long AGAIN = 1_000;
    /** For what is being published as the service stops. */
    private static final int PATIENCE_SECONDS = 10;

    /** For how long others are kept from writing, in nanoseconds; releases that are due together share a transaction. */
    private static final long LONGEST_TURN = TimeUnit.MILLISECONDS.toNanos(50);

    @Inject
    PublishDraft publishing;

    @Inject
    MeterRegistry registry;

    @Inject
    Sequence sequence;

    @Inject
    Audit audit;

    @Inject
    HttpConfig config;

    @Inject
    Followers followers;

    @Inject
    Clock clock;

    /** When what this turn has published was due. */
    private final List<Instant> live = new ArrayList<>();

    private Timer lateness;
    private Follower follower;

    /** After a failure, so that what comes before the one that fails does go live. */
    private boolean oneByOne;

    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "communique-clock"));

    void start(@Observes @Priority(200) DeferredStartEvent start) {
        lateness = Timer.builder("communique.schedule.lateness")
                .description("Time from the scheduled instant of a release until it was live")
                .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10))
                .register(registry);
        follower = followers.add("publisher");
        goOn(tick());
    }

    /** On the next line of the grid, so that what is due there is not late; and often, for clocks are set. */
    private void goOn(long wait) {
        long grid = config.editorial().grid().toMillis();
        long toLine = grid - Math.floorMod(clock.millis(), grid);
        ticker.schedule(this::turn, wait > TICK ? wait : Math.min(TICK, toLine), TimeUnit.MILLISECONDS);
    }

    private void turn() {
        long wait = TICK;
        try {
            wait = tick();
        } finally {
            if (!ticker.isShutdown()) {
                goOn(wait);
            }
        }
    }

    /** What is being published is finished; an interrupt could reach the embedded store's file instead. */
    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        ticker.shutdown();
        ticker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Publishes what is due; says how many milliseconds to wait. */
    private long tick() {
        try {
            List<UUID> due = QuarkusTransaction.requiringNew().call(() -> Draft.due(clock.instant()));
            while (!due.isEmpty()) {
                live.clear();
                due = QuarkusTransaction.requiringNew().call(this::publishSome);
                live.forEach(this::late);
            }
            oneByOne = false;
            follower.succeeded();
            return TICK;
        } catch (RuntimeException | Error failed) {
            boolean isFirst = !oneByOne;
            oneByOne = true;
            if (StoreFailure.isAway(failed)) {
                return follower.failed(failed).toMillis();
            }
            // The public is told nothing of it: that something is due is not public.
            if (isFirst) {
                LOG.error("Scheduled releases could not be published; trying again", failed);
            }
            return isFirst ? TICK : AGAIN;
        }
    }

    /** Notes how late what has gone live was; before that nothing is told. */
    private void late(Instant due) {
        Duration late = Duration.between(due, clock.instant());
        lateness.record(late.isNegative() ? Duration.ZERO : late);
    }

    /** Publishes what is due, as much as one turn allows, and answers with what is left. */
    private List<UUID> publishSome() {
        WriteTurn turn = sequence.take();
        List<UUID> due = Draft.due(clock.instant());
        long end = System.nanoTime() + (oneByOne ? 0 : LONGEST_TURN);
        int done = 0;
        while (done < due.size() && (done == 0 || System.nanoTime() < end)) {
            publish(turn, due.get(done++));
        }
        return due.subList(done, due.size());
    }

    private void publish(WriteTurn turn, UUID id) {
        Draft draft = Draft.locked(id);
        // A draft can be changed without a turn, on another node meanwhile.
        boolean due = draft != null && draft.state == DraftState.SCHEDULED && !draft.publishAt.isAfter(clock.instant());
        if (!due) {
            return;
        }
        try {
            Instant at = draft.publishAt;
            publishing.publish(turn, draft, publishing.options(draft), Caller.CLOCK);
            live.add(at);
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
            LOG.errorf("The scheduled release %s is due but cannot be published: %s", id, fault.getMessage());
        }
    }
}
