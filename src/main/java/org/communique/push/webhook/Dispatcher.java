package org.communique.push.webhook;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.Followers;
import org.communique.cluster.Worker;
import org.communique.http.problem.StoreFailure;
import org.communique.push.outbound.CallResult;
import org.communique.push.outbound.Outbound;
import org.communique.push.webhook.Claims.Claim;
import org.communique.push.webhook.Claims.Lane;
import org.communique.push.webhook.DeliveryResults.Tried;
import org.jboss.logging.Logger;

/**
 * Tries what is due. Each subscription has a lane of its own with so many calls under way at most, and no thread waits for
 * a receiver, so that a slow one delays nobody but itself.
 */
@ApplicationScoped
class Dispatcher {
    private static final CallResult NOT_SENT =
            new CallResult(0, "The event could not be sent.", null, new byte[0], Duration.ZERO);
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration TICK = Duration.ofMillis(200);

    /** Calls under way in a lane; a receiver that fails is asked one at a time. */
    private static final int WIDTH = 4;

    /** Calls under way at all. */
    private static final int MOST = 1_000;

    @Inject
    Followers followers;

    @Inject
    Claims claims;

    @Inject
    Envelopes envelopes;

    @Inject
    Outbound outbound;

    @Inject
    DeliveryResults outcomes;

    @Inject
    Clock clock;

    private final Worker worker = new Worker("communique-deliveries", TICK, this::round);

    /** Calls under way by subscription; only the loop's thread touches it. */
    private final Map<UUID, Integer> underWay = new HashMap<>();

    private final Queue<Tried> answered = new ConcurrentLinkedQueue<>();

    void start(@Observes @Priority(400) DeferredStartEvent start) {
        worker.start(followers.add("deliveries"));
    }

    void stop(@Observes ShutdownEvent stop) {
        worker.stop();
    }

    void wake() {
        worker.wake();
    }

    private void round() {
        record();
        int room = MOST - underWay.values().stream().mapToInt(Integer::intValue).sum();
        List<Claim> wanted = new ArrayList<>();
        for (Lane lane : claims.lanes()) {
            int free = Math.min(
                    room - wanted.size(), (lane.failing() ? 1 : WIDTH) - underWay.getOrDefault(lane.subscription(), 0));
            if (free > 0) {
                wanted.addAll(claims.next(lane.subscription(), free));
            }
        }
        if (!wanted.isEmpty()) {
            claims.claim(wanted).forEach(this::send);
        }
    }

    private void record() {
        List<Tried> batch = new ArrayList<>();
        for (Tried tried = answered.poll(); tried != null; tried = answered.poll()) {
            batch.add(tried);
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            outcomes.record(batch);
        } catch (RuntimeException notNow) {
            answered.addAll(batch);
            throw notNow;
        }
        batch.forEach(tried -> over(tried.claim()));
    }

    private void over(Claim claim) {
        underWay.computeIfPresent(claim.subscription(), (id, calls) -> calls > 1 ? calls - 1 : null);
    }

    private void send(Claim claim) {
        underWay.merge(claim.subscription(), 1, Integer::sum);
        Instant at = clock.instant();
        try {
            envelopes
                    .of(claim.delivery(), at)
                    .map(envelope -> outbound.post(envelope.target(), envelope.headers(), envelope.body()))
                    .orElseGet(() -> CompletableFuture.completedFuture(NOT_SENT))
                    .thenAccept(outcome -> answered(new Tried(claim, at, outcome)));
        } catch (RuntimeException failed) {
            if (StoreFailure.isAway(failed)) {
                // No fault of the receiver's, so no try is counted.
                LOG.debugf(failed, "The delivery %s is waiting for the store", claim.delivery());
                answered.add(new Tried(claim, at, null));
                return;
            }
            LOG.errorf(failed, "The delivery %s failed", claim.delivery());
            answered(new Tried(claim, at, NOT_SENT));
        }
    }

    private void answered(Tried tried) {
        answered.add(tried);
        worker.wake();
    }
}
