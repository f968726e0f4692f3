package org.communique.release.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.communique.http.json.Json;
import org.communique.release.content.ReleaseContent.ExternalId;
import org.communique.taxonomy.Vocabulary;

/**
 * All of a release that the filter looks at, and none of its text: what a change keeps of the state before and after it.
 *
 * @param languages whether each text is up to date, by its language
 * @param externalIds empty in states that were kept before there were any in them
 */
public record FilterState(
        ReleaseStatus status,
        ReleaseKind kind,
        LocalDate date,
        Instant publishedAt,
        Instant updatedAt,
        String originalLanguage,
        SortedMap<String, Boolean> languages,
        List<String> sources,
        List<String> fieldsOfWork,
        List<String> countries,
        List<String> meetings,
        List<ExternalId> externalIds) {
    public FilterState {
        kind = kind == null ? ReleaseKind.PRESS_RELEASE : kind;
        externalIds = externalIds == null ? List.of() : externalIds;
    }

    /** The state as a change keeps it; null where it keeps none. */
    public static FilterState read(String json) {
        try {
            return json == null ? null : Json.mapper().readValue(json, FilterState.class);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The codes of a vocabulary's terms. */
    public List<String> codes(Vocabulary vocabulary) {
        return switch (vocabulary) {
            case ORGANIZATIONAL_UNIT -> sources;
            case FIELD_OF_WORK -> fieldsOfWork;
            case COUNTRY -> countries;
            case MEETING_SERIES -> meetings;
        };
    }

    public static FilterState of(LiveRelease release) {
        ReleaseContent content = release.content();
        SortedMap<String, Boolean> languages = new TreeMap<>();
        content.texts().forEach((language, text) -> languages.put(language, text.upToDate()));
        return new FilterState(
                release.status(),
                content.kind(),
                content.date(),
                release.publishedAt(),
                release.updatedAt(),
                content.originalLanguage(),
                languages,
                content.sources(),
                content.fieldsOfWork(),
                content.countries(),
                content.meetings(),
                content.externalIds());
    }
}
