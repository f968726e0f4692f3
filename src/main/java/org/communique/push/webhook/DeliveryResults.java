package org.communique.push.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.cluster.WriteLock;
import org.communique.push.outbound.CallResult;
import org.communique.push.outbound.RetrySchedule;
import org.communique.push.subscription.Delivery;
import org.communique.push.subscription.Subscription;
import org.communique.push.subscription.SubscriptionStatus;
import org.communique.push.subscription.Subscriptions;
import org.communique.push.subscription.WebhookConfig;
import org.communique.push.webhook.Claims.Claim;

/** Writes down what came of the tries, and what follows from it for the delivery and its subscription. */
@ApplicationScoped
class DeliveryResults {
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /** As long as a receiver may ask to be left alone at a time. */
    private static final Duration LONGEST_HOLD = Duration.ofHours(24);

    /** After the store has failed. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    @Inject
    WriteLock writeLock;

    @Inject
    RetrySchedule schedule;

    @Inject
    FanOut fanOut;

    @Inject
    Audit audit;

    @Inject
    WebhookConfig config;

    @Inject
    Clock clock;

    /**
     * A try that has ended.
     *
     * @param outcome null where the store failed before anything was sent
     */
    record Tried(Claim claim, Instant at, CallResult outcome) {}

    void record(List<Tried> batch) {
        // In one order on all nodes, so that none waits for another that waits for it.
        List<Tried> ordered = batch.stream()
                .sorted(Comparator.comparing(
                        (Tried tried) -> tried.claim().subscription().toString()))
                .toList();
        QuarkusTransaction.requiringNew().run(() -> {
            writeLock.enter();
            ordered.forEach(this::record);
        });
    }

    private void record(Tried tried) {
        Subscription subscription = Subscription.locked(tried.claim().subscription());
        Delivery delivery = Delivery.locked(tried.claim().delivery());
        if (delivery == null || !tried.claim().id().equals(delivery.claim)) {
            // It was deleted or put back meanwhile, or this node was so slow that another has taken it over.
            return;
        }
        Instant now = clock.instant();
        delivery.claim = null;
        delivery.claimedUntil = null;
        delivery.claimedBy = null;
        if (tried.outcome() == null) {
            delivery.nextAt = now.plus(AGAIN);
            return;
        }
        delivery.attempts++;
        delivery.tries++;
        delivery.triedSince = delivery.triedSince == null ? tried.at() : delivery.triedSince;
        Attempt.of(delivery, tried.at(), tried.outcome()).persist();
        if (tried.outcome().isTaken()) {
            taken(subscription, delivery, now);
        } else {
            failed(subscription, delivery, tried.outcome(), now);
        }
    }

    private void taken(Subscription subscription, Delivery delivery, Instant now) {
        delivery.accepted(now);
        subscription.failingSince = null;
        subscription.holdUntil = null;
        if (delivery.isTest() && subscription.status == SubscriptionStatus.PENDING) {
            subscription.verifiedAt = now;
            move(subscription, SubscriptionStatus.ACTIVE, null, null);
        }
    }

    private void failed(Subscription subscription, Delivery delivery, CallResult outcome, Instant now) {
        delivery.nextAt = now.plus(schedule.after(delivery.tries));
        if (subscription.failingSince == null) {
            subscription.failingSince = now;
        }
        boolean asked = outcome.status() == TOO_MANY_REQUESTS || outcome.status() == UNAVAILABLE;
        if (asked && outcome.retryAfter() != null) {
            Duration wait = outcome.retryAfter().compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : outcome.retryAfter();
            subscription.holdUntil = now.plus(wait);
            delivery.nextAt =
                    delivery.nextAt.isBefore(subscription.holdUntil) ? subscription.holdUntil : delivery.nextAt;
        }
        if (!subscription.follows()) {
            return;
        }
        if (outcome.status() == GONE) {
            move(subscription, SubscriptionStatus.DISABLED, "gone", "The receiver answered 410 Gone.");
        } else if (!now.isBefore(delivery.triedSince.plus(config.giveUpAfter()))) {
            fanOut.pause(
                    subscription,
                    "failing",
                    "The event " + delivery.eventId + " has been rejected since " + delivery.triedSince + ".");
        }
    }

    private void move(Subscription subscription, SubscriptionStatus next, String reason, String detail) {
        audit.record(
                Caller.PUSH,
                next == SubscriptionStatus.ACTIVE ? "subscription.verify" : "subscription.disable",
                Subscriptions.subject(subscription.id),
                subscription.status.wire(),
                next.wire());
        subscription.move(next, reason, detail);
    }
}
