package org.communique.push.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.changefeed.ChangeReads;
import org.communique.changefeed.ChangeReads.Batch;
import org.communique.changefeed.FilteredChange;
import org.communique.cluster.WriteLock;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.push.subscription.Delivery;
import org.communique.push.subscription.Subscription;
import org.communique.push.subscription.SubscriptionReader;
import org.communique.push.subscription.SubscriptionStatus;
import org.communique.push.subscription.Subscriptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Change;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;

/**
 * Stores what a subscription is to be told. Changes are judged outside the transaction that stores, which takes only what
 * was judged from the very place where the subscription still stands: none is missed, none is stored twice.
 */
@ApplicationScoped
class FanOut {
    private static final int BATCH = 200;
    private static final String MERGED = ProblemType.TERM_MERGED.slug();

    @Inject
    Snapshots snapshots;

    @Inject
    TermCache cache;

    @Inject
    ChangeReads changes;

    @Inject
    WriteLock writeLock;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /** What a subscription is to be told next; or why its filter can no longer be followed. */
    private record Judged(long from, long version, Batch batch, long last, List<Fault> faults) {}

    /** Stores everything up to the present. */
    void catchUp(UUID id) {
        while (step(id)) {
            // Each step is a transaction of its own.
        }
    }

    /** Stores the next batch; says whether more is left. */
    boolean step(UUID id) {
        Judged judged = snapshots.read(snapshot -> judge(id, snapshot));
        if (judged == null) {
            return false;
        }
        boolean stored = QuarkusTransaction.requiringNew().call(() -> {
            writeLock.enter();
            return store(id, judged);
        });
        return !stored || judged.faults().isEmpty() && judged.batch().position() < judged.last();
    }

    private Judged judge(UUID id, Snapshot snapshot) {
        Subscription subscription = Subscription.findById(id);
        if (subscription == null || !subscription.follows() || subscription.reached >= snapshot.number()) {
            return null;
        }
        Terms terms = cache.at(snapshot);
        List<Fault> faults = SubscriptionReader.filterFaults(subscription.filter, terms);
        Batch batch = null;
        if (faults.isEmpty()) {
            ReleaseFilter filter = ReleaseFilter.parse(Parameters.of(subscription.filter), terms);
            batch = changes.after(subscription.reached, filter, BATCH);
        }
        return new Judged(subscription.reached, subscription.version, batch, snapshot.number(), faults);
    }

    /** Says whether the subscription still stood where it was judged. */
    private boolean store(UUID id, Judged judged) {
        Subscription subscription = Subscription.locked(id);
        if (subscription.reached != judged.from() || subscription.version != judged.version()) {
            return false;
        }
        if (!judged.faults().isEmpty()) {
            // It was sound when it was given: a term in it has been merged into another, or deleted.
            Fault fault = judged.faults().get(0);
            pause(subscription, fault.code().equals(MERGED) ? MERGED : "term-deleted", fault.detail());
            return true;
        }
        List<FilteredChange> told = judged.batch().changes().stream()
                .filter(change -> concerns(subscription, change))
                .toList();
        Instant now = clock.instant();
        Map<Long, Delivery> present = present(subscription, told);
        for (FilteredChange change : told) {
            Delivery delivery = present.get(change.sequence());
            if (delivery == null) {
                Delivery.of(subscription, change, now).persist();
            } else {
                // It is there already: the subscription was put back to tell it again.
                delivery.tryAnew(now);
            }
        }
        subscription.reached = judged.batch().position();
        return true;
    }

    private static Map<Long, Delivery> present(Subscription subscription, List<FilteredChange> told) {
        List<Long> numbers = told.stream().map(FilteredChange::sequence).toList();
        return numbers.isEmpty()
                ? Map.of()
                : Delivery.<Delivery>list("subscriptionId = ?1 and number in ?2", subscription.id, numbers).stream()
                        .collect(Collectors.toMap(delivery -> delivery.number, Function.identity()));
    }

    /** One who pulls reads changes by himself, and only acknowledges removals. */
    static boolean concerns(Subscription subscription, FilteredChange change) {
        return subscription.wants(change.type())
                && (change.mustRemove() || !subscription.isPuller())
                && (change.announced() || change.mustRemove() && wasThere(change));
    }

    /** What is removed without announcement is told to those who may have it; what was never live nobody has. */
    private static boolean wasThere(FilteredChange change) {
        return Change.<Change>findById(change.sequence()).before != null;
    }

    /** Stops telling a subscription; what concerns it from here on is told when it is resumed. */
    void pause(Subscription subscription, String reason, String detail) {
        audit.record(
                Caller.PUSH,
                "subscription.pause",
                Subscriptions.subject(subscription.id),
                subscription.status.wire(),
                SubscriptionStatus.PAUSED.wire());
        subscription.move(SubscriptionStatus.PAUSED, reason, detail);
    }
}
