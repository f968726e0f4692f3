package org.communique.push.subscription;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.access.Scope;
import org.communique.http.HttpConfig;
import org.communique.http.headers.Preconditions;
import org.communique.http.json.Json;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.value.Uuids;

/** Makes, changes and deletes subscriptions; to be called in a transaction that has its turn. */
@ApplicationScoped
public class Subscriptions {
    static final String PAUSED_BY_OWNER = "paused-by-owner";

    @Inject
    SubscriptionReader content;

    @Inject
    WebhookSecrets secrets;

    @Inject
    Snapshots snapshots;

    @Inject
    Audit audit;

    @Inject
    HttpConfig web;

    @Inject
    Clock clock;

    /** The id; ends the request with 404 where it is none. */
    public static UUID id(String text) {
        return Uuids.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("There is no subscription \"" + Parameters.shown(id) + "\" of this key.");
    }

    /** Ends the request with 404 where there is none, or one of another key: to others it is not there. */
    public static Subscription visible(Subscription found, UUID id, Caller caller) {
        boolean shown = found != null
                && found.deletedAt == null
                && (found.ownerId.equals(caller.id()) || caller.scopes().contains(Scope.ADMIN));
        if (!shown) {
            throw notFound(id.toString());
        }
        return found;
    }

    public static Subscription locked(UUID id, Caller caller) {
        return visible(Subscription.locked(id), id, caller);
    }

    public static ProblemException illegal(Subscription subscription, String detail) {
        return new ProblemException(ProblemType.ILLEGAL_MOVE, detail).with("moves", subscription.status.moves());
    }

    public WriteResult create(Caller caller, ObjectNode body) {
        NodeReader reader = new NodeReader(body);
        SubscriptionContent said = content.read(reader, TermCache.load());
        Optional<Long> after = reader.whole("after");
        reader.rejectUnknown();
        long present = snapshots.read(Snapshot::number);
        after.filter(number -> number < 0 || number > present)
                .ifPresent(number -> reader.fault(
                        "after",
                        number < 0 ? "not-in-range" : ProblemType.AFTER_BEYOND_END.slug(),
                        "The sequence runs from 0 to " + present + "."));
        SubscriptionReader.check(reader.faults());
        Instant now = clock.instant();
        Subscription subscription = new Subscription();
        subscription.id = Uuids.version7(now);
        subscription.ownerId = caller.id();
        subscription.ownerName = caller.name();
        said.writeTo(subscription);
        subscription.status = subscription.isPuller() ? SubscriptionStatus.ACTIVE : SubscriptionStatus.PENDING;
        subscription.reached = after.orElse(present);
        subscription.version = now.toEpochMilli();
        subscription.createdAt = now;
        String secret = subscription.isPuller() ? null : secrets.give(subscription);
        subscription.persist();
        if (!subscription.isPuller()) {
            Delivery.test(subscription, now).persist();
        }
        record(caller, "subscription.create", subscription, null);
        return answer(201, subscription, secret);
    }

    /** Applies a merge patch (RFC 7396) to what the subscriber has said, and to the status. */
    public WriteResult patch(Caller caller, UUID id, ObjectNode patch, String ifMatch) {
        Subscription subscription = locked(id, caller);
        Preconditions.require(ifMatch, List.of(subscription.etag()));
        NodeReader reader = new NodeReader(patched(subscription, patch));
        SubscriptionContent said = content.read(reader, TermCache.load());
        Optional<String> status =
                reader.choice("status", List.of(SubscriptionStatus.ACTIVE.wire(), SubscriptionStatus.PAUSED.wire()));
        reader.rejectUnknown();
        if ((said.url() == null) != subscription.isPuller()) {
            reader.fault(
                    "url", "not-allowed", "url cannot be added to or removed from a subscription; create another one.");
        }
        SubscriptionReader.check(reader.faults());
        String before = subscription.status.wire();
        boolean moved = said.url() != null && !said.url().equals(subscription.url);
        said.writeTo(subscription);
        subscription.version++;
        if (moved) {
            verifyAnew(subscription);
        }
        status.ifPresent(wire -> move(subscription, wire));
        record(caller, "subscription.change", subscription, before);
        return answer(200, subscription, null);
    }

    private static ObjectNode patched(Subscription subscription, ObjectNode patch) {
        ObjectNode present = Json.mapper().createObjectNode();
        present.put("url", subscription.url).put("filter", subscription.filter);
        present.put("payload", subscription.payload.wire());
        ArrayNode types = present.putArray("types");
        subscription.typeList().forEach(types::add);
        patch.properties().forEach(member -> present.set(member.getKey(), member.getValue()));
        return present;
    }

    /** Another address has to show first that it wants to be told; a pause by its owner stays one. */
    private void verifyAnew(Subscription subscription) {
        subscription.verifiedAt = null;
        subscription.failingSince = null;
        subscription.holdUntil = null;
        Delivery.delete(
                "subscriptionId = ?1 and number is null and state = ?2", subscription.id, DeliveryState.PENDING);
        if (subscription.follows()) {
            subscription.move(SubscriptionStatus.PENDING, null, null);
            Delivery.test(subscription, clock.instant()).persist();
            restart(subscription);
        }
    }

    private void move(Subscription subscription, String wire) {
        boolean follow = wire.equals(SubscriptionStatus.ACTIVE.wire());
        if (follow == subscription.status.follows()) {
            return;
        }
        if (!follow) {
            subscription.move(SubscriptionStatus.PAUSED, PAUSED_BY_OWNER, null);
            return;
        }
        boolean verified = subscription.isPuller()
                || subscription.status == SubscriptionStatus.PAUSED && subscription.verifiedAt != null;
        subscription.move(verified ? SubscriptionStatus.ACTIVE : SubscriptionStatus.PENDING, null, null);
        subscription.failingSince = null;
        subscription.holdUntil = null;
        if (!verified) {
            Delivery.test(subscription, clock.instant()).persist();
        }
        restart(subscription);
    }

    /** What waits goes out at once, at the start of the retry schedule. */
    private void restart(Subscription subscription) {
        Delivery.update(
                "tries = 0, triedSince = null, nextAt = ?1 where subscriptionId = ?2 and state = ?3",
                clock.instant(),
                subscription.id,
                DeliveryState.PENDING);
    }

    public WriteResult rotate(Caller caller, UUID id) {
        Subscription subscription = locked(id, caller);
        if (subscription.isPuller()) {
            throw illegal(subscription, "A subscription without a webhook has no secret.");
        }
        String secret = secrets.rotate(subscription);
        subscription.version++;
        record(caller, "subscription.rotate-secret", subscription, subscription.status.wire());
        return answer(200, subscription, secret);
    }

    /** Keeps nothing but the recalls that concerned it, for the ledger. */
    public WriteResult delete(Caller caller, UUID id, String ifMatch) {
        Subscription subscription = locked(id, caller);
        Preconditions.honour(ifMatch, List.of(subscription.etag()));
        audit.record(caller, "subscription.delete", subject(id), subscription.status.wire(), null);
        subscription.deletedAt = clock.instant();
        subscription.secret = null;
        subscription.previousSecret = null;
        subscription.version++;
        Delivery.delete("subscriptionId = ?1 and mustRemove = false", id);
        return WriteResult.done();
    }

    private WriteResult answer(int status, Subscription subscription, String secret) {
        return new WriteResult(
                status,
                SubscriptionView.of(subscription, secret),
                subscription.etag(),
                status == 201 || secret != null ? web.absolute(SubscriptionView.PATH + "/" + subscription.id) : null,
                null,
                secret != null);
    }

    private void record(Caller caller, String action, Subscription subscription, String before) {
        audit.record(caller, action, subject(subscription.id), before, subscription.status.wire());
    }

    public static Audit.Subject subject(UUID id) {
        return new Audit.Subject("subscription", id.toString());
    }
}
