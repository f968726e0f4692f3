package org.communique.push.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.communique.changefeed.ChangeData;
import org.communique.changefeed.ChangeView;
import org.communique.changefeed.FilteredChange;
import org.communique.http.json.Json;
import org.communique.http.request.Languages;
import org.communique.http.request.Parameters;
import org.communique.push.subscription.Delivery;
import org.communique.push.subscription.PayloadKind;
import org.communique.push.subscription.Subscription;
import org.communique.push.subscription.SubscriptionView;
import org.communique.push.subscription.WebhookSecrets;
import org.communique.sequence.Change;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.value.LanguageTag;

/** Makes what is sent at one try, from what the live store says at that moment, and signs it (Standard Webhooks 1.0). */
@ApplicationScoped
class Envelopes {
    @Inject
    Snapshots snapshots;

    @Inject
    TermCache cache;

    @Inject
    ChangeData data;

    @Inject
    WebhookSecrets secrets;

    /** What goes over the wire. */
    record Envelope(URI target, Map<String, String> headers, byte[] body) {}

    /** The body. */
    record Message(String type, Instant timestamp, Object data) {}

    /** The body's data in a test. */
    record TestData(UUID subscription, String href) {}

    /** The envelope of a delivery; nothing where the subscription was deleted meanwhile. */
    Optional<Envelope> of(UUID deliveryId, Instant at) {
        return snapshots.read(snapshot -> {
            Delivery delivery = Delivery.findById(deliveryId);
            if (delivery == null) {
                return Optional.empty();
            }
            Subscription subscription = Subscription.findById(delivery.subscriptionId);
            byte[] body = Json.bytes(message(delivery, subscription, snapshot));
            Map<String, String> headers = Map.of(
                    "content-type",
                    "application/json",
                    "webhook-id",
                    delivery.eventId,
                    "webhook-timestamp",
                    Long.toString(at.getEpochSecond()),
                    "webhook-signature",
                    Signature.of(delivery.eventId, at, body, secrets.keys(subscription, at)));
            return Optional.of(new Envelope(URI.create(subscription.url), headers, body));
        });
    }

    private Message message(Delivery delivery, Subscription subscription, Snapshot snapshot) {
        if (delivery.isTest()) {
            String href = SubscriptionView.PATH + "/" + subscription.id;
            return new Message(delivery.type, delivery.createdAt, new TestData(subscription.id, href));
        }
        FilteredChange change = judged(delivery);
        ChangeView view = ChangeView.of(change);
        return new Message(
                delivery.type,
                change.time(),
                subscription.payload == PayloadKind.FULL
                        ? view.withData(data.of(change, languages(subscription), cache.at(snapshot))
                                .orElse(null))
                        : view);
    }

    /** The change as it was judged when the delivery was stored. */
    private static FilteredChange judged(Delivery delivery) {
        Change change = Change.findById(delivery.number);
        return new FilteredChange(
                change.number,
                change.eventId,
                delivery.type,
                change.time,
                change.subjectKind,
                change.subjectId,
                change.revision,
                change.reason,
                delivery.mustRemove,
                change.replacedBy,
                change.announced);
    }

    private static List<String> languages(Subscription subscription) {
        return LanguageTag.lookup(Languages.ranges(Parameters.of(subscription.filter)));
    }
}
