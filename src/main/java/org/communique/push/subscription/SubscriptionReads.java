package org.communique.push.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.communique.access.Caller;
import org.communique.access.Scope;
import org.communique.http.headers.PrivateReply;
import org.communique.http.json.Items;
import org.communique.http.problem.Fault;
import org.communique.http.request.Cursor;
import org.communique.http.request.Links;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.sequence.Snapshots;
import org.communique.value.Uuids;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reads the subscriptions of a key; those of all keys for an admin. */
@ApplicationScoped
public class SubscriptionReads {
    @Inject
    Snapshots snapshots;

    private static final String VISIBLE = "deletedAt is null and (ownerId = ?1 or ?2 = true)";

    /** The collection on the wire. */
    @Schema(name = "SubscriptionList")
    public record Listing(List<SubscriptionView> data, Items.Meta meta, Map<String, String> links) {}

    public Response one(Caller caller, UUID id) {
        return snapshots.read(snapshot -> {
            Subscription subscription = Subscriptions.visible(Subscription.findById(id), id, caller);
            return PrivateReply.ok(SubscriptionView.of(subscription, null), subscription.etag());
        });
    }

    /** In the order they were made. */
    public Response list(Caller caller, Parameters parameters) {
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
