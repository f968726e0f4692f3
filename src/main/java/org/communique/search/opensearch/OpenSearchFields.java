package org.communique.search.opensearch;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communique.release.filter.Facet;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.SearchConditions;
import org.communique.release.filter.SearchableRelease;
import org.communique.release.filter.SearchableRelease.Text;
import org.communique.release.filter.TextQuery;
import org.communique.search.analysis.TextLanguage;
import org.communique.search.lucene.TermWords;
import org.communique.taxonomy.Vocabulary;

/**
 * What OpenSearch holds of a release: all that filters, facets and orders look at, and a nested document for each of its
 * texts, so that a release is found and counted once whichever of its texts fits.
 */
final class OpenSearchFields {
    static final String ID = SearchConditions.ID;
    static final String STATUS = SearchConditions.STATUS;
    static final String DAY = SearchConditions.DAY;
    static final String PUBLISHED_AT = SearchConditions.PUBLISHED_AT;
    static final String UPDATED_AT = SearchConditions.UPDATED_AT;
    /** Since 1970, so that newer releases score a little more. */
    static final String MONTHS = "months";

    static final String TEXTS = "texts";
    static final String LANGUAGE = TEXTS + ".language";
    /** Those of all texts of the release. */
    static final String LANGUAGES = TEXTS + ".languages";

    static final String ORIGINAL = TEXTS + ".original";
    /** Whether the text was made from the present original. */
    static final String UP_TO_DATE = TEXTS + ".upToDate";

    /** What the text was analysed as. */
    static final String ANALYSIS = TEXTS + ".analysis";

    /** The keys of the terms that the release is filed under. */
    static final String TERMS = TEXTS + ".terms";

    static final String TITLE_KEY = TEXTS + ".titleKey";

    static final String STORE = "store";
    static final String NUMBER = "number";

    private static final Map<String, Object> KEYWORD = Map.of("type", "keyword");
    private static final Map<String, Object> FLAG = Map.of("type", "boolean");
    private static final Map<String, Object> LONG = Map.of("type", "long");

    private OpenSearchFields() {}

    /** The field whose values are those of the facet. */
    static String of(Facet facet) {
        return facet.vocabulary().map(Vocabulary::parameter).orElse(facet.wire());
    }

    /** The field of a text's part, which is analysed for the language. */
    static String of(TextLanguage language, TextQuery.Field part) {
        return TEXTS + "." + language.field(part);
    }

    /** The settings and the mapping of a new index. */
    static Map<String, Object> index() {
        return Map.of(
                "settings",
                Map.of(
                        "analysis",
                        OpenSearchAnalysis.settings(),
                        "index",
                        // One shard counts exactly, and shows what was written when its mark is written, not before.
                        Map.of("number_of_shards", 1, "refresh_interval", -1)),
                "mappings",
                Map.of("dynamic", "strict", "properties", properties()));
    }

    private static Map<String, Object> properties() {
        Map<String, Object> fields = new HashMap<>();
        List.of(ID, STATUS, DAY, STORE).forEach(name -> fields.put(name, KEYWORD));
        List.of(PUBLISHED_AT, UPDATED_AT, MONTHS, NUMBER).forEach(name -> fields.put(name, LONG));
        for (Facet facet : Facet.values()) {
            fields.put(of(facet), KEYWORD);
        }
        ReleaseFilter.searchFields().forEach(name -> fields.put(name, KEYWORD));
        Map<String, Object> text = new HashMap<>();
        List.of("language", "languages", "titleKey", "analysis", "terms").forEach(name -> text.put(name, KEYWORD));
        List.of("original", "upToDate").forEach(name -> text.put(name, FLAG));
        for (TextLanguage language : TextLanguage.values()) {
            Map<String, Object> words = Map.of(
                    "type", "text", "analyzer", language.analyzer(), "search_analyzer", language.searchAnalyzer());
            for (TextQuery.Field part : TextQuery.Field.values()) {
                text.put(language.field(part), words);
            }
        }
        fields.put(TEXTS, Map.of("type", "nested", "properties", text));
        return fields;
    }

    /** The document of a release. */
    static Map<String, Object> of(SearchableRelease release) {
        Map<String, Object> document = new HashMap<>();
        List<String> languages = release.texts().stream().map(Text::language).toList();
        LocalDate day = release.date();
        document.put(ID, release.id());
        document.put(STATUS, release.status().wire());
        document.put(DAY, day);
        document.put(PUBLISHED_AT, release.publishedAt().toEpochMilli());
        document.put(UPDATED_AT, release.updatedAt().toEpochMilli());
        document.put(MONTHS, Math.max(0, (day.getYear() - 1970) * 12 + day.getMonthValue() - 1));
        document.put(of(Facet.LANGUAGE), languages);
        document.put(of(Facet.KIND), release.terms().kind().wire());
        document.put(of(Facet.YEAR), Facet.YEAR.of(day));
        document.put(of(Facet.MONTH), Facet.MONTH.of(day));
        for (Vocabulary vocabulary : Vocabulary.values()) {
            document.put(vocabulary.parameter(), release.terms().codes(vocabulary));
        }
        document.putAll(ReleaseFilter.searchFields(release));
        document.put(
                TEXTS,
                release.texts().stream()
                        .map(text -> of(text, languages, TermWords.keys(release)))
                        .toList());
        return document;
    }

    /** With each letter in one piece (NFC), which filters of this engine do only with a plugin. */
    private static String composed(String text) {
        return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static Map<String, Object> of(Text text, List<String> languages, List<String> terms) {
        Map<String, Object> document = new HashMap<>();
        document.put("language", text.language());
        document.put("languages", languages);
        document.put("terms", terms);
        document.put("original", text.original());
        document.put("upToDate", text.upToDate());
        document.put("titleKey", text.titleKey());
        TextLanguage language = TextLanguage.of(text.language());
        document.put("analysis", language.code());
        for (TextQuery.Field part : TextQuery.Field.values()) {
            document.put(language.field(part), composed(text.part(part)));
        }
        return document;
    }
}
