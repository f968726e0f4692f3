package org.communique.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.communique.change.ChangeReads;
import org.communique.change.JudgedChange;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseIds;
import org.communique.release.ReleaseView;
import org.communique.release.ReleaseViews;
import org.communique.sequence.Change;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.Terms;

/**
 * The document that a reader polls (RFC 5005 section 4): what is in no closed month, and whatever changed or has to go
 * since so many days ago, newest change first.
 */
@ApplicationScoped
class Subscriptions {
    private static final int BATCH = 500;

    @Inject
    ReleaseIds ids;

    @Inject
    ReleaseViews views;

    @Inject
    ChangeReads changes;

    @Inject
    FeedArchives archives;

    @Inject
    Site site;

    private record Dated(Instant at, FeedItem item) {}

    /**
     * @param open the first day that is in no closed month
     * @param since the first instant whose changes it tells of
     */
    FeedDocument read(Snapshot snapshot, Terms terms, FeedAddress address, LocalDate open, Instant since) {
        ReleaseFilter filter = address.page().filter();
        List<UUID> live = ids.recent(filter, terms, open, since);
        Map<UUID, JudgedChange> last = last(filter.judgeable(terms), since);
        List<Dated> items = new ArrayList<>();
        for (int i = 0; i < live.size(); i += BATCH) {
            List<UUID> some = live.subList(i, Math.min(live.size(), i + BATCH));
            for (ReleaseView release : views.of(some, filter.languages(), true, terms)) {
                JudgedChange change = last.get(release.id());
                items.add(new Dated(change == null ? release.updatedAt() : change.time(), new FeedItem.Live(release)));
            }
        }
        Set<UUID> shown = new HashSet<>(live);
        last.forEach((id, change) -> {
            if (change.mustRemove() && !shown.contains(id)) {
                items.add(new Dated(change.time(), new FeedItem.Removed(id, change.time(), change.reason())));
            }
        });
        items.sort(Comparator.comparing(Dated::at).reversed());
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", site.absolute(address.bare()));
        archives.before(filter, terms, open)
                .ifPresent(month -> links.put("prev-archive", site.absolute(address.archive(month))));
        return FeedDocument.of(
                site,
                address,
                links,
                false,
                updated(items, since).orElse(snapshot.termChangedAt()),
                items.stream().map(Dated::item).toList());
    }

    /** Not before the last change that is out of reach, so that it does not go back when a notice has had its time. */
    private static Optional<Instant> updated(List<Dated> items, Instant since) {
        return Stream.concat(
                        items.stream()
                                .flatMap(dated ->
                                        Stream.of(dated.at(), dated.item().at())),
                        Change.timeBefore(since).stream())
                .max(Instant::compareTo);
    }

    /** The last change of each release since the instant. */
    private Map<UUID, JudgedChange> last(ReleaseFilter filter, Instant since) {
        Map<UUID, JudgedChange> last = new HashMap<>();
        changes.after(Change.lastBefore(since), filter, Integer.MAX_VALUE).changes().stream()
                .filter(JudgedChange::isAboutRelease)
                .forEach(change -> last.put(UUID.fromString(change.subjectId()), change));
        return last;
    }
}
