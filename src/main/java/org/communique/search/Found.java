package org.communique.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.communique.release.ReleaseIds.Hit;
import org.communique.release.ReleaseSort;
import org.hibernate.search.engine.search.projection.SearchProjection;
import org.hibernate.search.engine.search.projection.dsl.SearchProjectionFactory;

/** What is read of a document that was found; by relevance no more than which it is, since its place is a rank. */
record Found(UUID id, String language, LocalDate day, Instant publishedAt, Instant updatedAt, String titleKey) {
    static SearchProjection<Found> projection(SearchProjectionFactory<?, ?> f, ReleaseSort sort) {
        if (sort == ReleaseSort.RELEVANCE) {
            // Fields are kept together with the texts, all of which would be read for them.
            return f.composite().from(f.id(String.class)).as(Found::of).toProjection();
        }
        return f.composite(
                        Found::of,
                        f.id(String.class).toProjection(),
                        f.field(DocumentFields.DAY, LocalDate.class).toProjection(),
                        f.field(DocumentFields.PUBLISHED_AT, Instant.class).toProjection(),
                        f.field(DocumentFields.UPDATED_AT, Instant.class).toProjection(),
                        f.field(DocumentFields.TITLE_KEY, String.class).toProjection())
                .toProjection();
    }

    private static Found of(String document) {
        return new Found(SearchDocument.release(document), SearchDocument.language(document), null, null, null, null);
    }

    private static Found of(List<?> values) {
        String document = (String) values.get(0);
        return new Found(
                SearchDocument.release(document),
                SearchDocument.language(document),
                (LocalDate) values.get(1),
                (Instant) values.get(2),
                (Instant) values.get(3),
                (String) values.get(4));
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
