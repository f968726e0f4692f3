package org.communique.push.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.communique.access.Caller;
import org.communique.http.headers.PrivateReply;
import org.communique.http.json.Items;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Cursor;
import org.communique.http.request.Links;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.push.subscription.Delivery;
import org.communique.push.subscription.DeliveryState;
import org.communique.push.subscription.Subscription;
import org.communique.push.subscription.SubscriptionView;
import org.communique.push.subscription.Subscriptions;
import org.communique.sequence.Snapshots;
import org.communique.value.Uuids;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reads the deliveries of a subscription with their attempts. */
@ApplicationScoped
class DeliveryReads {
    @Inject
    Snapshots snapshots;

    /** The collection on the wire. */
    @Schema(name = "DeliveryList")
    public record Listing(List<DeliveryView> data, Items.Meta meta, Map<String, String> links) {}

    /** A place in the list. */
    private record Place(long number, UUID id) {
        static Optional<Place> of(Cursor cursor) {
            List<String> key = cursor.key();
            return !cursor.backward() && key.size() == 2 && key.get(0).matches("\\d{1,18}")
                    ? Uuids.parse(key.get(1)).map(id -> new Place(Long.parseLong(key.get(0)), id))
                    : Optional.empty();
        }
    }

    /** The delivery's id; ends the request with 404 where it is none. */
    static UUID id(String text) {
        return Uuids.parse(text).orElseThrow(() -> notFound(text));
    }

    static ProblemException notFound(String id) {
        return ProblemException.notFound("There is no delivery \"" + Parameters.shown(id) + "\" of this subscription.");
    }

    static DeliveryView view(Subscription subscription, Delivery delivery) {
        List<Attempt> attempts = Attempt.list("deliveryId = ?1 order by number", delivery.id);
        return DeliveryView.of(delivery, subscription.isPuller(), attempts);
    }

    Response one(Caller caller, UUID id, UUID deliveryId) {
        return snapshots.read(snapshot -> {
            Subscription subscription = Subscriptions.visible(Subscription.findById(id), id, caller);
            return Delivery.<Delivery>find("id = ?1 and subscriptionId = ?2", deliveryId, id)
                    .firstResultOptional()
                    .map(delivery -> PrivateReply.ok(view(subscription, delivery)))
                    .orElseThrow(() -> notFound(deliveryId.toString()));
        });
    }

    /** The last change first. */
    Response list(Caller caller, UUID id, Parameters parameters) {
        Optional<Cursor> cursor = parameters.cursor(List.of("status"));
        Optional<String> status = parameters.choice("status", DeliveryState.wires());
        int limit = parameters.integer("limit", 1, 100, 20);
        Optional<Place> after = cursor.flatMap(Place::of);
        if (cursor.isPresent() && after.isEmpty()) {
            parameters.fault(Fault.query("cursor", "not-a-cursor", "The cursor belongs to another list."));
        }
        parameters.done();
        StringBuilder where = new StringBuilder("subscriptionId = :subscription");
        Map<String, Object> values = new HashMap<>(Map.of("subscription", id));
        status.ifPresent(wire -> {
            where.append(" and state = :state");
            values.put("state", DeliveryState.byWire(wire));
        });
        Query carried = new Query().add("status", status.orElse(null));
        return snapshots.read(snapshot -> {
            Subscription subscription = Subscriptions.visible(Subscription.findById(id), id, caller);
            long total = Delivery.count(where.toString(), values);
            after.ifPresent(place -> {
                where.append(" and (place < :place or place = :place and id < :id)");
                values.put("place", place.number());
                values.put("id", place.id());
            });
            List<Delivery> page = Delivery.<Delivery>find(where + " order by place desc, id desc", values)
                    .page(0, limit + 1)
                    .list();
            List<Delivery> shown = page.subList(0, Math.min(limit, page.size()));
            Links links = new Links(
                    SubscriptionView.PATH + "/" + id + "/deliveries", carried, new Query().add("limit", limit));
            cursor.ifPresentOrElse(links::selfAt, links::self);
            if (page.size() > limit) {
                Delivery last = shown.get(limit - 1);
                links.at(
                        "next",
                        new Cursor(carried.toString(), false, List.of(Long.toString(last.place), last.id.toString())));
            }
            return PrivateReply.ok(
                    new Listing(views(subscription, shown), Items.Meta.of(total, limit, null), links.all()));
        });
    }

    private static List<DeliveryView> views(Subscription subscription, List<Delivery> shown) {
        List<UUID> ids = shown.stream().map(delivery -> delivery.id).toList();
        Map<UUID, List<Attempt>> attempts = ids.isEmpty()
                ? Map.of()
                : Attempt.<Attempt>list("deliveryId in ?1 order by number", ids).stream()
                        .collect(Collectors.groupingBy(attempt -> attempt.deliveryId));
        return shown.stream()
                .map(delivery -> DeliveryView.of(
                        delivery, subscription.isPuller(), attempts.getOrDefault(delivery.id, List.of())))
                .toList();
    }
}
