package org.communique.push.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.push.subscription.Subscription;
import org.communique.push.subscription.SubscriptionView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The removals of one release on the wire: who has acknowledged each, and who has not. */
@Schema(name = "Recall")
public record RecallView(UUID pressRelease, List<RemovalView> removals, Map<String, String> links) {
    static final String PATH = "/v1/recalls";

    /** One change by which the release had to go from somebody's copy. */
    @Schema(name = "Removal")
    public record RemovalView(
            long sequence,

            @Schema(
                    description =
                            "The type of the change. The event types of the subscribers may differ, depending on their filters")
            String type,

            Instant time,
            String reason,
            UUID replacedBy,
            List<SubscriberView> acknowledged,
            List<SubscriberView> outstanding) {}

    /** A subscriber that the removal concerns. */
    @Schema(name = "RecallSubscriber")
    public record SubscriberView(
            UUID subscription,
            SubscriptionView.Owner owner,

            @Schema(nullable = true, description = "The address of the webhook; null for a subscriber without one")
            String url,

            @Schema(
                    description = "The status of the subscription",
                    enumeration = {"pending", "active", "paused", "disabled", "deleted"})
            String status,

            @Schema(description = "The event type for this subscription, which depends on its filter")
            String type,

            @Schema(nullable = true) Instant acknowledgedAt) {
        static SubscriberView of(Subscription subscription, String type, Instant acknowledgedAt) {
            return new SubscriberView(
                    subscription.id,
                    new SubscriptionView.Owner(subscription.ownerId, subscription.ownerName),
                    subscription.url,
                    subscription.deletedAt == null ? subscription.status.wire() : "deleted",
                    type,
                    acknowledgedAt);
        }
    }
}
