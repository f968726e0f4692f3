package org.communique.push.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.http.HttpConfig;
import org.communique.http.json.Bodies;
import org.communique.http.json.NodeReader;
import org.communique.push.subscription.Delivery;
import org.communique.push.subscription.Subscription;
import org.communique.push.subscription.SubscriptionView;
import org.communique.push.subscription.Subscriptions;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;

/** Tells a webhook again, or sends it a test; to be called in a transaction that has its turn. */
@ApplicationScoped
class Replays {
    private static final int ACCEPTED = 202;

    @Inject
    Snapshots snapshots;

    @Inject
    Audit audit;

    @Inject
    HttpConfig web;

    @Inject
    Clock clock;

    WriteResult test(Caller caller, UUID id) {
        Subscription subscription = told(caller, id);
        Delivery delivery = Delivery.test(subscription, clock.instant());
        delivery.persist();
        return accepted(caller, "subscription.test", subscription, delivery);
    }

    /** One delivery once more, delivered or not. */
    WriteResult one(Caller caller, UUID id, UUID deliveryId) {
        Subscription subscription = told(caller, id);
        Delivery delivery = Delivery.locked(deliveryId);
        if (delivery == null || !delivery.subscriptionId.equals(id)) {
            throw DeliveryReads.notFound(deliveryId.toString());
        }
        delivery.tryAnew(clock.instant());
        return accepted(caller, "subscription.replay", subscription, delivery);
    }

    /** Everything after a number, what the subscription was never told of too: it is put back there. */
    WriteResult from(Caller caller, UUID id, ObjectNode body) {
        Subscription subscription = told(caller, id);
        long after = position(body, "after", snapshots.read(Snapshot::number));
        subscription.reached = Math.min(subscription.reached, after);
        subscription.version++;
        audit.record(caller, "subscription.replay", Subscriptions.subject(id), null, "after " + after);
        return new WriteResult(
                ACCEPTED, SubscriptionView.of(subscription, null), subscription.etag(), null, null, false);
    }

    /** A number of the sequence that has been given out already; ends the request where it is none. */
    static long position(ObjectNode body, String member, long present) {
        NodeReader reader = new NodeReader(body);
        reader.require(member);
        Optional<Long> number = reader.whole(member);
        reader.rejectUnknown();
        number.filter(given -> given < 0 || given > present)
                .ifPresent(given -> reader.fault(
                        member,
                        given < 0 ? "not-in-range" : "beyond-end",
                        "The sequence runs from 0 to " + present + "."));
        Bodies.check(reader.faults());
        return number.orElseThrow();
    }

    private static Subscription told(Caller caller, UUID id) {
        Subscription subscription = Subscriptions.locked(id, caller);
        if (subscription.isPuller()) {
            throw Subscriptions.illegal(subscription, "The subscription has no webhook to deliver to.");
        }
        if (!subscription.follows()) {
            throw Subscriptions.illegal(subscription, "The subscription is " + subscription.status.wire() + ".");
        }
        return subscription;
    }

    private WriteResult accepted(Caller caller, String action, Subscription subscription, Delivery delivery) {
        audit.record(caller, action, Subscriptions.subject(subscription.id), null, delivery.eventId);
        return new WriteResult(
                ACCEPTED,
                DeliveryReads.view(subscription, delivery),
                null,
                web.absolute(DeliveryView.path(delivery)),
                null,
                false);
    }
}
