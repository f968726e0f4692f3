package org.communique.push;

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

        @Schema(nullable = true, description = "Where the webhook is; null for a subscriber who pulls")
        String url,

        @Schema(description = "The query string of a list") String filter,

        @Schema(description = "Event types; empty for all") List<String> types,

        @Schema(enumeration = {"thin", "full"}) PayloadKind payload,

        @Schema(enumeration = {"pending", "active", "paused", "disabled"})
        SubscriptionStatus status,

        @Schema(
                nullable = true,
                description =
                        "Why it is paused or disabled: paused-by-owner, term-merged, term-deleted, failing, key-revoked, key-expired or gone")
        String statusReason,

        @Schema(nullable = true) String statusDetail,

        @Schema(description = "The number of the sequence up to which its deliveries are stored")
        long sequence,

        Owner owner,
        Instant createdAt,
        @Schema(nullable = true) Instant verifiedAt,

        @Schema(nullable = true, description = "The first failure since the last success")
        Instant failingSince,

        Instant previousSecretUntil,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
        Map<String, String> links) {
    static final String PATH = "/v1/subscriptions";

    /** The key that made it. */
    @Schema(name = "SubscriptionOwner")
    public record Owner(String id, String name) {}

    static SubscriptionView of(Subscription subscription, String secret) {
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
