package org.communique.push.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A subscription on the wire; its secret is there once, when it was made or rotated. */
@Schema(name = "Subscription")
public record SubscriptionView(
        UUID id,

        @Schema(nullable = true, description = "The address of the webhook; null for a subscriber without one")
        String url,

        @Schema(description = "The filter, as the query string of a list")
        String filter,

        @Schema(description = "The event types to deliver; empty for all")
        List<String> types,

        @Schema(enumeration = {"thin", "full"}) PayloadKind payload,

        @Schema(enumeration = {"pending", "active", "paused", "disabled"})
        SubscriptionStatus status,

        @Schema(
                nullable = true,
                description =
                        "Why the subscription is paused or disabled: paused-by-owner, term-merged, term-deleted, failing, key-revoked, key-expired or gone")
        String statusReason,

        @Schema(nullable = true) String statusDetail,

        @Schema(description = "The sequence number up to which deliveries have been created")
        long sequence,

        Owner owner,
        Instant createdAt,
        @Schema(nullable = true) Instant verifiedAt,

        @Schema(nullable = true, description = "The time of the first failure since the last success")
        Instant failingSince,

        Instant previousSecretUntil,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
        Map<String, String> links) {
    public static final String PATH = "/v1/subscriptions";

    /** The key that made it. */
    @Schema(name = "SubscriptionOwner")
    public record Owner(String id, String name) {}

    public static SubscriptionView of(Subscription subscription, String secret) {
        String self = PATH + "/" + subscription.id;
        return new SubscriptionView(
                subscription.id,
                subscription.url,
                subscription.filter,
                subscription.typeList(),
                subscription.payload,
                subscription.status,
                subscription.statusReason,
                subscription.statusDetail,
                subscription.reached,
                new Owner(subscription.ownerId, subscription.ownerName),
                subscription.createdAt,
                subscription.verifiedAt,
                subscription.failingSince,
                subscription.previousUntil,
                secret,
                new TreeMap<>(Map.of("self", self, "deliveries", self + "/deliveries")));
    }
}
