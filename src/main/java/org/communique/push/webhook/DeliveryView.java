package org.communique.push.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.push.subscription.Delivery;
import org.communique.push.subscription.DeliveryState;
import org.communique.push.subscription.SubscriptionView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A delivery on the wire, with every attempt. */
@Schema(name = "Delivery")
public record DeliveryView(
        UUID id,

        @Schema(description = "The webhook-id, the same for every attempt")
        String eventId,

        @Schema(nullable = true, description = "The sequence number of the change; null for a test event")
        Long sequence,

        String type,

        @Schema(nullable = true) Subject subject,

        boolean mustRemove,

        @Schema(enumeration = {"pending", "delivered"}) DeliveryState status,

        Instant createdAt,
        @Schema(nullable = true) Instant nextAttemptAt,
        @Schema(nullable = true) Instant deliveredAt,
        @Schema(nullable = true) Instant acknowledgedAt,
        List<AttemptView> attempts,
        Map<String, String> links) {
    /** What changed. */
    @Schema(name = "DeliverySubject")
    public record Subject(String kind, String id) {}

    /** One try. */
    @Schema(name = "DeliveryAttempt")
    public record AttemptView(
            Instant time,

            @Schema(nullable = true, description = "The HTTP status; null if no complete response was received")
            Integer status,

            @Schema(nullable = true) String error,
            @Schema(description = "Milliseconds") long duration) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(attempt.at, attempt.status, attempt.error, attempt.tookMillis);
        }
    }

    static DeliveryView of(Delivery delivery, boolean pulled, List<Attempt> attempts) {
        boolean waits = delivery.state == DeliveryState.PENDING && !pulled;
        return new DeliveryView(
                delivery.id,
                delivery.eventId,
                delivery.number,
                delivery.type,
                delivery.isTest() ? null : new Subject(delivery.subjectKind, delivery.subjectId),
                delivery.mustRemove,
                delivery.state,
                delivery.createdAt,
                waits ? delivery.nextAt : null,
                delivery.deliveredAt,
                delivery.acknowledgedAt,
                attempts.stream().map(AttemptView::of).toList(),
                Map.of("self", path(delivery)));
    }

    static String path(Delivery delivery) {
        return SubscriptionView.PATH + "/" + delivery.subscriptionId + "/deliveries/" + delivery.id;
    }
}
