package org.communique.push.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.Followers;
import org.communique.cluster.Worker;
import org.communique.push.subscription.Subscription;
import org.communique.push.subscription.SubscriptionStatus;
import org.communique.sequence.SequenceWatch;

/** Stores deliveries as soon as the sequence moves, batch by batch for all subscriptions in turn. */
@ApplicationScoped
class FanOutRunner {
    private static final Duration TICK = Duration.ofSeconds(1);

    @Inject
    FanOut fanOut;

    @Inject
    KeyCheck keys;

    @Inject
    Dispatcher dispatcher;

    @Inject
    SequenceWatch watch;

    @Inject
    Followers followers;

    private final Worker worker = new Worker("communique-fan-out", TICK, this::round);
    private Runnable unsubscribe = () -> {};

    void start(@Observes @Priority(400) DeferredStartEvent start) {
        unsubscribe = watch.onAdvance(number -> worker.wake());
        worker.start(followers.add("fan-out"));
    }

    void stop(@Observes ShutdownEvent stop) {
        unsubscribe.run();
        worker.stop();
    }

    private void round() {
        keys.pauseOrphans();
        List<UUID> open = behind();
        while (!open.isEmpty() && !worker.isStopped()) {
            List<UUID> more = new ArrayList<>();
            for (UUID id : open) {
                if (fanOut.step(id)) {
                    more.add(id);
                }
            }
            dispatcher.wake();
            open = more;
        }
    }

    private List<UUID> behind() {
        long last = watch.last();
        return QuarkusTransaction.requiringNew()
                .call(() -> Subscription.<Subscription>list(
                                "deletedAt is null and status in ?1 and reached < ?2 order by reached, id",
                                List.of(SubscriptionStatus.PENDING, SubscriptionStatus.ACTIVE),
                                last)
                        .stream()
                        .map(subscription -> subscription.id)
                        .toList());
    }
}
