package org.communique.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.communique.release.ReleaseIds.Hit;
import org.communique.release.ReleaseSort;
import org.hibernate.search.engine.search.projection.SearchProjection;
import org.hibernate.search.engine.search.projection.dsl.SearchProjectionFactory;

/** What is read of a document that was found. */
record Found(UUID id, String language, LocalDate day, Instant publishedAt, Instant updatedAt, String titleKey) {
    static SearchProjection<Found> projection(SearchProjectionFactory<?, ?> f) {
        return f.composite(
                        Found::of,
                        f.field(DocumentFields.RELEASE, String.class).toProjection(),
                        f.field(DocumentFields.LANGUAGE, String.class).toProjection(),
                        f.field(DocumentFields.DAY, LocalDate.class).toProjection(),
                        f.field(DocumentFields.PUBLISHED_AT, Instant.class).toProjection(),
                        f.field(DocumentFields.UPDATED_AT, Instant.class).toProjection(),
                        f.field(DocumentFields.TITLE_KEY, String.class).toProjection())
                .toProjection();
    }

    private static Found of(List<?> values) {
        return new Found(
                UUID.fromString((String) values.get(0)),
                (String) values.get(1),
                (LocalDate) values.get(2),
                (Instant) values.get(3),
                (Instant) values.get(4),
                (String) values.get(5));
    }

    /** The id of its document. */
    String document() {
        return SearchDocument.id(id, language);
    }

    TextLanguage textLanguage() {
        return TextLanguage.of(language);
    }

    /** Its place in an order; by relevance its rank, the first being 1. */
    Hit hit(ReleaseSort sort, int rank) {
        List<String> key = sort.columns().stream()
                .map(column -> ReleaseSort.write(
                        switch (column) {
                            case "r.day" -> day;
                            case "r.publishedAt" -> publishedAt;
                            case "r.updatedAt" -> updatedAt;
                            case "t.titleKey" -> titleKey;
                            case "r.id" -> id;
                            default -> rank;
                        }))
                .toList();
        return new Hit(id, key);
    }
}
