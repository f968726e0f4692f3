package org.communique.push.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.push.subscription.Delivery;
import org.communique.push.subscription.Subscription;
import org.communique.push.subscription.Subscriptions;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Writes down that a subscriber has removed what was to be removed; to be called in a transaction that has its turn. */
@ApplicationScoped
class Acknowledgements {
    @Inject
    Snapshots snapshots;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /**
     * What an acknowledgement answers.
     *
     * @param acknowledged removals that this request acknowledged first
     * @param outstanding removals after the number that are not acknowledged yet
     */
    @Schema(name = "Acknowledgement")
    record AcknowledgementView(long sequence, int acknowledged, long outstanding) {}

    /** Acknowledges all removals up to a number. */
    WriteResult acknowledge(Caller caller, UUID id, ObjectNode body) {
        Subscription subscription = Subscriptions.locked(id, caller);
        long upTo = Replays.position(body, "sequence", snapshots.read(Snapshot::number));
        if (subscription.reached < upTo) {
            throw Subscriptions.illegal(
                    subscription,
                    "The subscription is " + subscription.status.wire() + ", and has reached " + subscription.reached
                            + ": resume it first.");
        }
        Instant now = clock.instant();
        List<Delivery> removals = Delivery.list(
                "subscriptionId = ?1 and mustRemove = true and acknowledgedAt is null and number <= ?2", id, upTo);
        for (Delivery removal : removals) {
            removal.acknowledge(now);
            if (subscription.isPuller()) {
                removal.accepted(now);
            }
        }
        long outstanding = Delivery.count(
                "subscriptionId = ?1 and mustRemove = true and acknowledgedAt is null and number > ?2", id, upTo);
        audit.record(caller, "subscription.acknowledge", Subscriptions.subject(id), null, "up to " + upTo);
        return new WriteResult(
                200, new AcknowledgementView(upTo, removals.size(), outstanding), null, null, null, false);
    }
}
