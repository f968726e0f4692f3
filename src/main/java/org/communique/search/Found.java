package org.communique.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.communique.release.ReleaseIds.Hit;
import org.communique.release.ReleaseSort;
import org.communique.release.SearchPage.Highlights;
import org.communique.release.SearchText;
import org.hibernate.search.engine.search.projection.SearchProjection;
import org.hibernate.search.engine.search.projection.dsl.SearchProjectionFactory;

/** What is read of a document that was found. */
record Found(UUID id, LocalDate day, Instant publishedAt, Instant updatedAt, String titleKey, Highlights highlights) {
    /** The name of the highlighter for parts that are shown whole. */
    static final String WHOLE = "whole";

    private static final int PLAIN = 5;

    /** @param tags the languages whose texts are highlighted; in every one for none; null for no highlights */
    static SearchProjection<Found> projection(SearchProjectionFactory<?, ?> f, Collection<String> tags) {
        List<SearchProjection<?>> all = new ArrayList<>(List.of(
                f.field(DocumentFields.RELEASE, String.class).toProjection(),
                f.field(DocumentFields.DAY, LocalDate.class).toProjection(),
                f.field(DocumentFields.PUBLISHED_AT, Instant.class).toProjection(),
                f.field(DocumentFields.UPDATED_AT, Instant.class).toProjection(),
                f.field(DocumentFields.TITLE_KEY, String.class).toProjection()));
        if (tags != null) {
            for (SearchText.Field part : TextLanguage.parts()) {
                for (TextLanguage language : TextLanguage.of(tags)) {
                    var highlight = f.highlight(language.field(part));
                    all.add((part == SearchText.Field.BODY ? highlight : highlight.highlighter(WHOLE)).toProjection());
                }
            }
        }
        return f.composite(Found::of, all.toArray(new SearchProjection<?>[0])).toProjection();
    }

    private static Found of(List<?> values) {
        List<List<String>> parts = new ArrayList<>();
        int languages = (values.size() - PLAIN) / TextLanguage.parts().size();
        for (int part = 0; languages > 0 && part < TextLanguage.parts().size(); part++) {
            int first = PLAIN + part * languages;
            parts.add(values.subList(first, first + languages).stream()
                    .flatMap(found -> ((List<?>) found).stream())
                    .map(String.class::cast)
                    .toList());
        }
        return new Found(
                UUID.fromString((String) values.get(0)),
                (LocalDate) values.get(1),
                (Instant) values.get(2),
                (Instant) values.get(3),
                (String) values.get(4),
                parts.isEmpty() ? null : new Highlights(first(parts.get(0)), first(parts.get(1)), parts.get(2)));
    }

    private static String first(List<String> fragments) {
        return fragments.isEmpty() ? null : fragments.get(0);
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
