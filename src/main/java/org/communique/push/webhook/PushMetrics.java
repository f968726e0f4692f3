package org.communique.push.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
import org.communique.sequence.SequenceWatch;

/**
 * How many events webhooks have still to be told of, and since when, and which of the hub's subscribers are behind; counted
 * now and then, not when somebody asks.
 */
@ApplicationScoped
class PushMetrics {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final String BACKLOG = "select count(d), min(d.createdAt) from Delivery d, Subscription s"
            + " where s.id = d.subscriptionId and s.url is not null and s.deletedAt is null and s.status = ACTIVE"
            + " and d.state = PENDING";
    private static final String HUB = "select count(h), sum(case when h.reached < :last then 1 else 0 end)"
            + " from HubSubscription h where h.expiresAt > :now";

    @Inject
    MeterRegistry registry;

    @Inject
    Clock clock;

    @Inject
    SequenceWatch watch;

    @Inject
    Followers followers;

    private final Worker worker = new Worker("communique-push-metrics", EVERY, this::count);
    private volatile long backlog;
    private volatile Instant oldest;
    private volatile long subscribers;
    private volatile long behind;

    void start(@Observes @Priority(500) DeferredStartEvent start) {
        Gauge.builder("communique.webhook.backlog", this, counted -> counted.backlog)
                .description("Events that have not been delivered to active webhooks yet")
                .register(registry);
        Gauge.builder("communique.webhook.oldest", this, PushMetrics::age)
                .description("Seconds since the oldest undelivered event was created")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("communique.hub.subscriptions", this, counted -> counted.subscribers)
                .description("Active subscriptions to topics of the hub")
                .register(registry);
        Gauge.builder("communique.hub.behind", this, counted -> counted.behind)
                .description("Hub subscriptions that have not been notified of the last change yet")
                .register(registry);
        worker.start(followers.add("push-metrics"));
    }

    void stop(@Observes ShutdownEvent stop) {
        worker.stop();
    }

    private void count() {
        Object[] row = QuarkusTransaction.requiringNew()
                .call(() -> Panache.getEntityManager()
                        .createQuery(BACKLOG, Object[].class)
                        .getSingleResult());
        backlog = (Long) row[0];
        oldest = (Instant) row[1];
        Object[] hub = QuarkusTransaction.requiringNew()
                .call(() -> Panache.getEntityManager()
                        .createQuery(HUB, Object[].class)
                        .setParameter("last", watch.last())
                        .setParameter("now", clock.instant())
                        .getSingleResult());
        subscribers = (Long) hub[0];
        behind = hub[1] == null ? 0 : ((Number) hub[1]).longValue();
    }

    private double age() {
        Instant since = oldest;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1e3);
    }
}
