package org.communique.search;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.communique.release.SearchPage.Highlights;
import org.communique.release.SearchText;
import org.hibernate.search.engine.search.projection.SearchProjection;
import org.hibernate.search.engine.search.projection.dsl.SearchProjectionFactory;

/** The places in a document where the words of a search stand. */
record Marked(UUID id, Highlights highlights) {
    /** The name of the highlighter for parts that are shown whole. */
    static final String WHOLE = "whole";

    static SearchProjection<Marked> projection(SearchProjectionFactory<?, ?> f, TextLanguage language) {
        return f.composite(
                        Marked::of,
                        f.field(DocumentFields.RELEASE, String.class).toProjection(),
                        f.highlight(language.field(SearchText.Field.TITLE))
                                .highlighter(WHOLE)
                                .toProjection(),
                        f.highlight(language.field(SearchText.Field.SUMMARY))
                                .highlighter(WHOLE)
                                .toProjection(),
                        f.highlight(language.field(SearchText.Field.BODY)).toProjection())
                .toProjection();
    }

    private static Marked of(List<?> values) {
        return new Marked(
                UUID.fromString((String) values.get(0)),
                new Highlights(first(values.get(1)), first(values.get(2)), strings(values.get(3))));
    }

    private static String first(Object fragments) {
        return strings(fragments).stream().findFirst().orElse(null);
    }

    private static List<String> strings(Object fragments) {
        return ((List<?>) fragments).stream().map(String.class::cast).collect(Collectors.toList());
    }
}
