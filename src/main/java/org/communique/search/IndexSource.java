package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param languages in which there was or is a text, by release
     * @param releases those that are public now
     */
    record News(long last, Map<UUID, Set<String>> languages, Map<UUID, SearchableRelease> releases) {}

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
            Map<UUID, Set<String>> languages = new LinkedHashMap<>();
            long last = number;
            for (Change change : Change.after(number, BATCH)) {
                last = change.number;
                if (change.revision != null) {
                    Set<String> known = languages(change);
                    Uuids.parse(change.subjectId)
                            .ifPresent(id -> languages
                                    .computeIfAbsent(id, first -> new HashSet<>())
                                    .addAll(known));
                }
            }
            Map<UUID, SearchableRelease> live = releases.of(new ArrayList<>(languages.keySet())).stream()
                    .collect(Collectors.toMap(SearchableRelease::id, release -> release));
            return new News(last, languages, live);
        });
    }

    private static Set<String> languages(Change change) {
        return Stream.of(FilterState.read(change.before), FilterState.read(change.after))
                .filter(java.util.Objects::nonNull)
                .flatMap(state -> state.languages().keySet().stream())
                .collect(Collectors.toSet());
    }
}
