package org.communique.push;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.Followers;
import org.communique.cluster.Worker;
import org.communique.cluster.WriteLock;
import org.communique.push.hub.HubClaims;
import org.communique.push.hub.HubSubscription;
import org.communique.push.subscription.Delivery;
import org.communique.push.subscription.DeliveryState;
import org.communique.push.subscription.Subscription;
import org.communique.value.Ticks;
import org.jboss.logging.Logger;

/**
 * Notices that the clock was set back. What pushes wait for is in the store as an instant, which would then lie as much
 * further off: it is brought to the present instead, so that a try comes too early rather than an hour late.
 */
@ApplicationScoped
class ClockSteps {
    private static final Logger LOG = Logger.getLogger(ClockSteps.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    /** Smaller steps delay as much as they are. */
    private static final Duration LEAST = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    @Inject
    Ticks ticks;

    @Inject
    Followers followers;

    @Inject
    WriteLock writeLock;

    @Inject
    HubClaims claims;

    private final Worker worker = new Worker("communique-clock-steps", TICK, this::look);
    private Instant lastTime;
    private long lastTicks;

    void start(@Observes @Priority(390) DeferredStartEvent start) {
        note();
        worker.start(followers.add("clock-steps"));
    }

    void stop(@Observes ShutdownEvent stop) {
        worker.stop();
    }

    private synchronized void look() {
        Duration went = Duration.between(lastTime, clock.instant());
        Duration lasted = Duration.ofNanos(ticks.nanos() - lastTicks);
        Duration back = lasted.minus(went);
        if (back.compareTo(LEAST) > 0) {
            LOG.warnf("The clock was set back by %d seconds; pending pushes are retried now", back.toSeconds());
            QuarkusTransaction.requiringNew().run(this::bringForward);
        }
        note();
    }

    /** Takes the present time for what the next look compares with. */
    synchronized void note() {
        lastTime = clock.instant();
        lastTicks = ticks.nanos();
    }

    void bringForward() {
        writeLock.enter();
        Instant now = clock.instant();
        Delivery.update("nextAt = ?1 where state = ?2 and nextAt > ?1", now, DeliveryState.PENDING);
        HubSubscription.update("nextAt = ?1 where nextAt > ?1", now);
        Subscription.update("holdUntil = null where holdUntil > ?1", now);
        for (String claimed : new String[] {"Delivery", "HubSubscription", "HubIntent"}) {
            Panache.getEntityManager()
                    .createQuery("update " + claimed + " set claimedUntil = ?1 where claimedUntil > ?1")
                    .setParameter(1, claims.until(now))
                    .executeUpdate();
        }
    }
}
