package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communique.release.FilterState;
import org.communique.release.SearchableRelease;
import org.communique.release.SearchableReleases;
import org.communique.sequence.Change;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
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

    /**
     * Changes in a row.
     *
     * @param last the number of the last one; that before the first where there is none
     * @param more whether there may be others
     * @param languages in which there was or is a text, by release
     * @param releases those that are public now
     */
    record News(long last, boolean more, Map<UUID, Set<String>> languages, Map<UUID, SearchableRelease> releases) {}

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
            List<Change> changes = Change.after(number, BATCH);
            Map<UUID, Set<String>> languages = new LinkedHashMap<>();
            long last = number;
            for (Change change : fitting(changes)) {
                last = change.number;
                subject(change)
                        .ifPresent(id -> languages
                                .computeIfAbsent(id, first -> new HashSet<>())
                                .addAll(languages(change)));
            }
            Map<UUID, SearchableRelease> live = releases.of(new ArrayList<>(languages.keySet())).stream()
                    .collect(Collectors.toMap(SearchableRelease::id, release -> release));
            boolean more =
                    changes.size() == BATCH || !changes.isEmpty() && last < changes.get(changes.size() - 1).number;
            return new News(last, more, languages, live);
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

    private static Set<String> languages(Change change) {
        return Stream.of(FilterState.read(change.before), FilterState.read(change.after))
                .filter(java.util.Objects::nonNull)
                .flatMap(state -> state.languages().keySet().stream())
                .collect(Collectors.toSet());
    }
}
