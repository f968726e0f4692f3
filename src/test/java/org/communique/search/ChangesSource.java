package org.communique.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.filter.SearchableRelease;

/** A store of so many changes, each of another release. */
final class ChangesSource extends IndexSource {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

    volatile long changes;

    ChangesSource(long changes) {
        this.changes = changes;
    }

    /** The release of a change. */
    static UUID id(long change) {
        return new UUID(1, change);
    }

    @Override
    News after(long number) {
        Map<UUID, SearchableRelease> releases = new LinkedHashMap<>();
        long last = Math.min(changes, number + BATCH);
        for (long i = number + 1; i <= last; i++) {
            releases.put(id(i), release(i));
        }
        return new News(last, last - number == BATCH, releases.keySet(), releases);
    }

    private static SearchableRelease release(long number) {
        ReleaseContent none = new ReleaseContent(
                null,
                "en",
                null,
                LocalDate.of(2026, 5, 6),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        String title = "Release " + number;
        return new SearchableRelease(
                id(number),
                1,
                ReleaseStatus.PUBLISHED,
                LocalDate.of(2026, 5, 6),
                NOW,
                NOW,
                none,
                List.of(new SearchableRelease.Text("en", true, true, title, title, null, "A body of some words.")));
    }
}
