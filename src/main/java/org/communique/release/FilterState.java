package org.communique.release;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All of a release that the filter looks at, and none of its text: what a change keeps of the state before and after it.
 *
 * @param languages whether each text is up to date, by its language
 */
record FilterState(
        ReleaseStatus status,
        LocalDate date,
        Instant publishedAt,
        Instant updatedAt,
        String originalLanguage,
        SortedMap<String, Boolean> languages,
        List<String> sources,
        List<String> fieldsOfWork,
        List<String> countries,
        List<String> meetings) {
    static FilterState of(LiveRelease release) {
        ReleaseContent content = release.content();
        SortedMap<String, Boolean> languages = new TreeMap<>();
        content.texts().forEach((language, text) -> languages.put(language, text.upToDate()));
        return new FilterState(
                release.status(),
                content.date(),
                release.publishedAt(),
                release.updatedAt(),
                content.originalLanguage(),
                languages,
                content.sources(),
                content.fieldsOfWork(),
                content.countries(),
                content.meetings());
    }
}
