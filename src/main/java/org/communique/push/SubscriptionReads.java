package org.communique.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.communique.access.Caller;
import org.communique.access.Scope;
import org.communique.sequence.Snapshots;
import org.communique.value.Uuids;
import org.communique.web.Cursor;
import org.communique.web.Fault;
import org.communique.web.Items;
import org.communique.web.Links;
import org.communique.web.Parameters;
import org.communique.web.PrivateReply;
import org.communique.web.Query;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reads the subscriptions of a key; those of all keys for an admin. */
@ApplicationScoped
class SubscriptionReads {
    @Inject
    Snapshots snapshots;

    private static final String VISIBLE = "deletedAt is null and (ownerId = ?1 or ?2 = true)";

    /** The collection on the wire. */
    @Schema(name = "SubscriptionList")
    public record Listing(List<SubscriptionView> data, Items.Meta meta, Map<String, String> links) {}

    Response one(Caller caller, UUID id) {
        return snapshots.read(snapshot -> {
            Subscription subscription = Subscriptions.visible(Subscription.findById(id), id, caller);
            return PrivateReply.ok(SubscriptionView.of(subscription, null), subscription.etag());
        });
    }

    /** In the order they were made. */
    Response list(Caller caller, Parameters parameters) {
        Optional<Cursor> cursor = parameters.cursor(List.of());
        int limit = parameters.integer("limit", 1, 100, 20);
        Optional<UUID> after = cursor.flatMap(place -> Uuids.parse(place.key().get(0)));
        if (cursor.isPresent() && (after.isEmpty() || cursor.get().backward())) {
            parameters.fault(Fault.query("cursor", "not-a-cursor", "The cursor belongs to another list."));
        }
        parameters.done();
        boolean all = caller.scopes().contains(Scope.ADMIN);
        return snapshots.read(snapshot -> {
            long total = Subscription.count(VISIBLE, caller.id(), all);
            List<Subscription> page = Subscription.<Subscription>find(
                            VISIBLE + " and id > ?3 order by id", caller.id(), all, after.orElse(new UUID(0, 0)))
                    .page(0, limit + 1)
                    .list();
            List<Subscription> shown = page.subList(0, Math.min(limit, page.size()));
            Links links = new Links(SubscriptionView.PATH, new Query(), new Query().add("limit", limit));
            cursor.ifPresentOrElse(links::selfAt, links::self);
            if (page.size() > limit) {
                links.at(
                        "next",
                        new Cursor("", false, List.of(shown.get(limit - 1).id.toString())));
            }
            return PrivateReply.ok(new Listing(
                    shown.stream()
                            .map(subscription -> SubscriptionView.of(subscription, null))
                            .toList(),
                    Items.Meta.of(total, limit, null),
                    links.all()));
        });
    }
}
