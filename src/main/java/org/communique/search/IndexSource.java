package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.communique.release.document.SearchableReleases;
import org.communique.release.filter.SearchableRelease;
import org.communique.search.lucene.NamedTerms;
import org.communique.sequence.Change;
import org.communique.sequence.ChangeLog;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.value.Uuids;

/** Reads from the live store what goes into an index, in batches that each come from one snapshot. */
@ApplicationScoped
class IndexSource {
    /** Releases, or changes, read at once. */
    static final int BATCH = 200;

    @Inject
    Snapshots snapshots;

    @Inject
    SearchableReleases releases;

    @Inject
    TermCache terms;

    @Inject
    NamedTerms names;

    /**
     * Changes in a row.
     *
     * @param last the number of the last one; that before the first where there is none
     * @param more whether there may be others
     * @param subjects the releases that changed
     * @param releases those that are public now
     */
    record News(long last, boolean more, Set<UUID> subjects, Map<UUID, SearchableRelease> releases) {}

    Snapshot now() {
        return snapshots.read(snapshot -> snapshot);
    }

    long count() {
        return snapshots.read(snapshot -> releases.count());
    }

    List<SearchableRelease> after(UUID id) {
        return snapshots.read(snapshot -> releases.after(id, BATCH));
    }

    News after(long number) {
        return snapshots.read(snapshot -> {
            List<Change> changes = ChangeLog.STORED.after(number, BATCH);
            Set<UUID> subjects = new LinkedHashSet<>();
            long last = number;
            for (Change change : fitting(changes)) {
                last = change.number;
                subject(change).ifPresent(subjects::add);
            }
            Map<UUID, SearchableRelease> live =
                    releases.of(subjects).stream().collect(Collectors.toMap(SearchableRelease::id, release -> release));
            boolean more =
                    changes.size() == BATCH || !changes.isEmpty() && last < changes.get(changes.size() - 1).number;
            if (!more) {
                // So that searches find the names of terms without the store.
                names.read(terms.at(snapshot));
            }
            return new News(last, more, subjects, live);
        });
    }

    /** The first of the changes whose releases are read at once. */
    private List<Change> fitting(List<Change> changes) {
        List<UUID> subjects = changes.stream()
                .flatMap(change -> subject(change).stream())
                .distinct()
                .toList();
        if (subjects.isEmpty()) {
            return changes;
        }
        Set<UUID> together = Set.copyOf(subjects.subList(0, releases.together(subjects)));
        return changes.stream()
                .takeWhile(change -> subject(change).map(together::contains).orElse(true))
                .toList();
    }

    /** The release that a change is about. */
    private static Optional<UUID> subject(Change change) {
        return change.revision == null ? Optional.empty() : Uuids.parse(change.subjectId);
    }
}
