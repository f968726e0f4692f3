package org.communique.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communique.release.Facet;
import org.communique.release.SearchText;
import org.communique.release.SearchableRelease;
import org.communique.taxonomy.Vocabulary;
import org.hibernate.search.engine.backend.document.DocumentElement;
import org.hibernate.search.engine.backend.document.model.dsl.IndexSchemaElement;
import org.hibernate.search.engine.backend.types.Aggregable;
import org.hibernate.search.engine.backend.types.Highlightable;
import org.hibernate.search.engine.backend.types.Norms;
import org.hibernate.search.engine.backend.types.Projectable;
import org.hibernate.search.engine.backend.types.Sortable;
import org.hibernate.search.engine.backend.types.dsl.IndexFieldTypeFactory;
import org.hibernate.search.mapper.pojo.bridge.TypeBridge;
import org.hibernate.search.mapper.pojo.bridge.binding.TypeBindingContext;
import org.hibernate.search.mapper.pojo.bridge.mapping.programmatic.TypeBinder;
import org.hibernate.search.mapper.pojo.bridge.runtime.TypeBridgeWriteContext;

/** The fields of a document, and what is written into them. */
public final class DocumentFields implements TypeBinder {
    static final String RELEASE = "release";
    static final String LANGUAGE = "language";
    static final String LANGUAGES = "languages";
    static final String ORIGINAL = "original";
    static final String STATUS = "status";
    static final String DAY = "day";
    static final String YEAR = "year";
    static final String MONTH = "month";
    static final String PUBLISHED_AT = "publishedAt";
    static final String UPDATED_AT = "updatedAt";
    static final String TITLE_KEY = "titleKey";
    /** Whether the text was made from the present original. */
    static final String UP_TO_DATE = "upToDate";
    /** Whether any text of the release was not. */
    static final String BEHIND = "behind";
    /** The bits of the number of months since 1970, so that newer documents score a little more. */
    static final String RECENCY = "recency";

    static final int RECENCY_BITS = 11;
    static final int MOST_MONTHS = (1 << RECENCY_BITS) - 1;

    /** The titles, as they are written, of all texts of a release, in the document of its original. */
    static final String TITLES = "written_titles";

    static final String STORE = "store";
    static final String NUMBER = "number";

    private static final Map<Facet, String> FACETS = Map.of(
            Facet.FIELD_OF_WORK, Vocabulary.FIELD_OF_WORK.parameter(),
            Facet.COUNTRY, Vocabulary.COUNTRY.parameter(),
            Facet.SOURCE, Vocabulary.ORGANIZATIONAL_UNIT.parameter(),
            Facet.MEETING, Vocabulary.MEETING_SERIES.parameter(),
            Facet.LANGUAGE, LANGUAGES,
            Facet.YEAR, YEAR,
            Facet.MONTH, MONTH);

    static String of(Facet facet) {
        return FACETS.get(facet);
    }

    /** The words of a text as they are written, but for case and accents. */
    static String written(SearchText.Field part) {
        return "written_" + part.wire();
    }

    static String recencyBit(int bit) {
        return "m" + bit;
    }

    @Override
    public void bind(TypeBindingContext context) {
        context.dependencies().useRootOnly();
        IndexSchemaElement schema = context.indexSchemaElement();
        IndexFieldTypeFactory types = context.typeFactory();
        for (String name : List.of(RELEASE, TITLE_KEY)) {
            schema.field(
                            name,
                            types.asString()
                                    .sortable(Sortable.YES)
                                    .projectable(Projectable.YES)
                                    .toIndexFieldType())
                    .toReference();
        }
        for (String name : List.of(LANGUAGE, STATUS, STORE)) {
            schema.field(name, types.asString().projectable(Projectable.YES).toIndexFieldType())
                    .toReference();
        }
        for (String name : FACETS.values()) {
            schema.field(name, types.asString().aggregable(Aggregable.YES).toIndexFieldType())
                    .multiValued()
                    .toReference();
        }
        schema.field(RECENCY, types.asString().norms(Norms.NO).toIndexFieldType())
                .multiValued()
                .toReference();
        for (String name : List.of(ORIGINAL, UP_TO_DATE, BEHIND)) {
            // As words: a condition on a number or a flag gathers all that meet it, for every search anew.
            schema.field(name, types.asString().norms(Norms.NO).toIndexFieldType())
                    .toReference();
        }
        schema.field(
                        DAY,
                        types.asLocalDate()
                                .sortable(Sortable.YES)
                                .projectable(Projectable.YES)
                                .toIndexFieldType())
                .toReference();
        for (String name : List.of(PUBLISHED_AT, UPDATED_AT)) {
            schema.field(
                            name,
                            types.asInstant()
                                    .sortable(Sortable.YES)
                                    .projectable(Projectable.YES)
                                    .toIndexFieldType())
                    .toReference();
        }
        schema.field(NUMBER, types.asLong().projectable(Projectable.YES).toIndexFieldType())
                .toReference();
        texts(schema, types);
        context.bridge(SearchDocument.class, new Writer());
    }

    private static void texts(IndexSchemaElement schema, IndexFieldTypeFactory types) {
        for (String name : List.of(
                written(SearchText.Field.TITLE),
                written(SearchText.Field.SUMMARY),
                written(SearchText.Field.BODY),
                TITLES)) {
            schema.field(
                            name,
                            types.asString()
                                    .analyzer(Analysis.WORDS)
                                    .norms(Norms.NO)
                                    .toIndexFieldType())
                    .multiValued()
                    .toReference();
        }
        for (TextLanguage language : TextLanguage.values()) {
            for (SearchText.Field part : TextLanguage.parts()) {
                schema.field(
                                language.field(part),
                                types.asString()
                                        .analyzer(language.analyzer())
                                        .searchAnalyzer(language.searchAnalyzer())
                                        .projectable(Projectable.YES)
                                        .highlightable(List.of(Highlightable.PLAIN))
                                        .toIndexFieldType())
                        .toReference();
                schema.field(
                                language.translatedField(part),
                                types.asString()
                                        .analyzer(language.analyzer())
                                        .searchAnalyzer(language.searchAnalyzer())
                                        .toIndexFieldType())
                        .multiValued()
                        .toReference();
            }
        }
    }

    /** The months from 1970 to a day, of which as many are told apart as there are bits for. */
    static int months(LocalDate day) {
        int months = (day.getYear() - 1970) * 12 + day.getMonthValue() - 1;
        return Math.max(0, Math.min(months, MOST_MONTHS));
    }

    /** What a yes or no is written as. */
    static String flag(boolean value) {
        return Boolean.toString(value);
    }

    private static final class Writer implements TypeBridge<SearchDocument> {
        @Override
        public void write(DocumentElement target, SearchDocument source, TypeBridgeWriteContext context) {
            if (source.mark != null) {
                target.addValue(STORE, source.mark.store().toString());
                target.addValue(NUMBER, source.mark.number());
            } else {
                release(target, source.release);
                text(target, source.release, source.text);
            }
        }

        private static void release(DocumentElement target, SearchableRelease release) {
            target.addValue(RELEASE, release.id().toString());
            target.addValue(STATUS, release.status().wire());
            target.addValue(DAY, release.date());
            target.addValue(YEAR, String.format("%04d", release.date().getYear()));
            target.addValue(MONTH, release.date().toString().substring(0, 7));
            target.addValue(PUBLISHED_AT, release.publishedAt());
            target.addValue(UPDATED_AT, release.updatedAt());
            target.addValue(BEHIND, flag(release.texts().stream().anyMatch(text -> !text.upToDate())));
            release.texts().forEach(text -> target.addValue(LANGUAGES, text.language()));
            for (Vocabulary vocabulary : Vocabulary.values()) {
                release.terms().codes(vocabulary).forEach(code -> target.addValue(vocabulary.parameter(), code));
            }
            int months = months(release.date());
            for (int bit = 0; bit < RECENCY_BITS; bit++) {
                if ((months >> bit & 1) == 1) {
                    target.addValue(RECENCY, recencyBit(bit));
                }
            }
        }

        private static void text(DocumentElement target, SearchableRelease release, SearchableRelease.Text text) {
            target.addValue(LANGUAGE, text.language());
            target.addValue(ORIGINAL, flag(text.original()));
            target.addValue(UP_TO_DATE, flag(text.upToDate()));
            target.addValue(TITLE_KEY, text.titleKey());
            TextLanguage own = TextLanguage.of(text.language());
            for (SearchText.Field part : TextLanguage.parts()) {
                add(target, own.field(part), text.part(part));
                add(target, written(part), text.part(part));
            }
            if (text.original()) {
                release.texts().forEach(any -> add(target, TITLES, any.title()));
                for (SearchableRelease.Text other : release.texts()) {
                    if (!other.original()) {
                        TextLanguage its = TextLanguage.of(other.language());
                        for (SearchText.Field part : TextLanguage.parts()) {
                            add(target, its.translatedField(part), other.part(part));
                        }
                    }
                }
            }
        }

        private static void add(DocumentElement target, String field, String text) {
            if (text != null && !text.isEmpty()) {
                target.addValue(field, text);
            }
        }
    }
}
