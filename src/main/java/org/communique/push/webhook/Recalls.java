package org.communique.push.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.communique.changefeed.ChangeReads;
import org.communique.changefeed.FilteredChange;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Parameters;
import org.communique.push.subscription.Delivery;
import org.communique.push.subscription.Subscription;
import org.communique.push.webhook.RecallView.RemovalView;
import org.communique.push.webhook.RecallView.SubscriberView;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Change;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;

/** The ledger of removals. A subscription that is behind, being paused, is judged here: it has not acknowledged either. */
@ApplicationScoped
class Recalls {
    private static final String KIND = "press-release";

    @Inject
    Snapshots snapshots;

    @Inject
    TermCache cache;

    @Inject
    ChangeReads changes;

    RecallView of(UUID release) {
        return snapshots.read(snapshot -> of(release, snapshot));
    }

    private RecallView of(UUID release, Snapshot snapshot) {
        List<Change> log = Change.list("subjectKind = ?1 and subjectId = ?2 order by number", KIND, release.toString());
        if (log.isEmpty()) {
            throw ProblemException.notFound("There has never been a press release " + release + ".");
        }
        Map<Long, List<SubscriberView>> concerned = new TreeMap<>();
        stored(release, concerned);
        behind(log, cache.at(snapshot), concerned);
        Map<Long, Change> byNumber = log.stream().collect(Collectors.toMap(change -> change.number, change -> change));
        return new RecallView(
                release,
                concerned.entrySet().stream()
                        .map(entry -> removal(byNumber.get(entry.getKey()), entry.getValue()))
                        .toList(),
                Map.of("self", RecallView.PATH + "/" + release));
    }

    private static void stored(UUID release, Map<Long, List<SubscriberView>> concerned) {
        List<Delivery> removals =
                Delivery.list("subjectKind = ?1 and subjectId = ?2 and mustRemove = true", KIND, release.toString());
        List<UUID> ids = removals.stream()
                .map(removal -> removal.subscriptionId)
                .distinct()
                .toList();
        Map<UUID, Subscription> subscriptions = new HashMap<>();
        if (!ids.isEmpty()) {
            Subscription.<Subscription>list("id in ?1", ids)
                    .forEach(subscription -> subscriptions.put(subscription.id, subscription));
        }
        for (Delivery removal : removals) {
            add(
                    concerned,
                    removal.number,
                    SubscriberView.of(subscriptions.get(removal.subscriptionId), removal.type, removal.acknowledgedAt));
        }
    }

    private void behind(List<Change> log, Terms terms, Map<Long, List<SubscriberView>> concerned) {
        long last = log.get(log.size() - 1).number;
        for (Subscription subscription :
                Subscription.<Subscription>list("deletedAt is null and reached < ?1 order by id", last)) {
            ReleaseFilter filter = ReleaseFilter.parse(Parameters.of(subscription.filter), terms);
            for (Change change : log) {
                if (change.number > subscription.reached && !isIn(concerned, change.number, subscription.id)) {
                    judged(subscription, change, List.of(filter, filter.current(terms)))
                            .ifPresent(removal -> add(
                                    concerned, change.number, SubscriberView.of(subscription, removal.type(), null)));
                }
            }
        }
    }

    /** By the filter as it is and, where its terms have become others, by that of the others. */
    private Optional<FilteredChange> judged(Subscription subscription, Change change, List<ReleaseFilter> filters) {
        return filters.stream()
                .flatMap(filter -> changes.one(change.number, filter).stream())
                .filter(judged -> judged.mustRemove() && FanOut.concerns(subscription, judged))
                .findFirst();
    }

    private static boolean isIn(Map<Long, List<SubscriberView>> concerned, long number, UUID subscription) {
        return concerned.getOrDefault(number, List.of()).stream()
                .anyMatch(subscriber -> subscriber.subscription().equals(subscription));
    }

    private static void add(Map<Long, List<SubscriberView>> concerned, long number, SubscriberView subscriber) {
        concerned.computeIfAbsent(number, key -> new ArrayList<>()).add(subscriber);
    }

    private static RemovalView removal(Change change, List<SubscriberView> concerned) {
        Map<Boolean, List<SubscriberView>> parts = concerned.stream()
                .sorted(Comparator.comparing(
                        subscriber -> subscriber.subscription().toString()))
                .collect(Collectors.partitioningBy(subscriber -> subscriber.acknowledgedAt() != null));
        return new RemovalView(
                change.number,
                change.type,
                change.time,
                change.reason,
                change.replacedBy,
                parts.get(true),
                parts.get(false));
    }
}
