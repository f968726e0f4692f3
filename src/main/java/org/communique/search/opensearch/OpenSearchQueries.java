package org.communique.search.opensearch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.TextQuery;
import org.communique.release.filter.TextQuery.Kind;
import org.communique.release.filter.TextQuery.Part;
import org.communique.search.analysis.Analyzers;
import org.communique.search.analysis.TextLanguage;
import org.communique.search.lucene.NamedTerms;
import org.communique.search.lucene.WordQueries;
import org.communique.taxonomy.Terms;

/** Filters and words as queries of OpenSearch, in maps and lists that become JSON. */
final class OpenSearchQueries {
    static final Map<String, Object> ALL = Map.of("match_all", Map.of());

    private static final Map<String, Object> NONE = Map.of("match_none", Map.of());

    private OpenSearchQueries() {}

    /** A query of clauses. */
    static final class Bool {
        private final Map<String, List<Object>> clauses = new LinkedHashMap<>();

        Bool must(Object query) {
            return add("must", query);
        }

        Bool filter(Object query) {
            return add("filter", query);
        }

        Bool mustNot(Object query) {
            return add("must_not", query);
        }

        Bool should(Object query) {
            return add("should", query);
        }

        private Bool add(String kind, Object query) {
            clauses.computeIfAbsent(kind, first -> new ArrayList<>()).add(query);
            return this;
        }

        @JsonValue
        Map<String, Object> json() {
            return Map.of("bool", clauses);
        }
    }

    static Map<String, Object> term(String field, Object value) {
        return Map.of("term", Map.of(field, value));
    }

    static Map<String, Object> terms(String field, Collection<String> values) {
        return Map.of("terms", Map.of(field, values));
    }

    static Map<String, Object> exists(String field) {
        return Map.of("exists", Map.of("field", field));
    }

    static Map<String, Object> ids(Collection<?> ids) {
        return Map.of("ids", Map.of("values", ids));
    }

    /** Releases of which a text fits; the best one counts. */
    static Map<String, Object> anyText(Object query) {
        return Map.of("nested", Map.of("path", OpenSearchFields.TEXTS, "query", query, "score_mode", "max"));
    }

    /** Releases of which a text fits that the filter looks at: the one that is shown, or without languages any. */
    static Map<String, Object> anyText(Object query, ReleaseFilter filter) {
        return anyText(
                filter.languages().isEmpty() ? query : new Bool().must(query).filter(shown(filter.languages())));
    }

    /** The text of a release that is shown: the original, or that in the first language of the look-up that exists. */
    static Object shown(List<String> languages) {
        if (languages.isEmpty()) {
            return term(OpenSearchFields.ORIGINAL, true);
        }
        Bool any = new Bool();
        for (int i = 0; i < languages.size(); i++) {
            any.should(new Bool()
                    .filter(term(OpenSearchFields.LANGUAGE, languages.get(i)))
                    .mustNot(terms(OpenSearchFields.LANGUAGES, languages.subList(0, i))));
        }
        return any;
    }

    /** The releases that the filter selects, with the scores of its words. */
    static Bool matching(ReleaseFilter filter, Terms terms, NamedTerms names) {
        Bool query = selected(filter, terms);
        filter.text()
                .ifPresent(text -> query.must(anyText(words(text, filter.languages(), names.of(text, terms)), filter)));
        return query;
    }

    /** The releases that the filter selects but for its words. */
    static Bool selected(ReleaseFilter filter, Terms terms) {
        // The mark has none.
        Bool all = new Bool().filter(exists(OpenSearchFields.STATUS));
        filter.narrow(new OpenSearchFilter(all), terms);
        return all;
    }

    /** That a text has all of the words, and none of those excluded, or that its release is filed under a term of the name. */
    private static Bool words(TextQuery text, Collection<String> tags, Function<Part, Set<String>> names) {
        Bool all = new Bool();
        Map<Part, Set<String>> named = new LinkedHashMap<>();
        text.parts().forEach(part -> named.put(part, names.apply(part)));
        List<Part> said = new ArrayList<>();
        named.forEach((part, keys) -> {
            if (!part.excluded() && keys.isEmpty()) {
                said.add(part);
            } else if (part.excluded()) {
                all.mustNot(either(part, keys, text, tags));
            } else {
                all.must(either(part, keys, text, tags));
            }
        });
        boolean others = named.keySet().stream().anyMatch(part -> !part.excluded() && !said.contains(part));
        if (!said.isEmpty()) {
            all.must(saying(said, text.fields(), tags, others));
        } else if (!others) {
            all.must(ALL);
        }
        return all;
    }

    private static Object either(Part part, Set<String> keys, TextQuery text, Collection<String> tags) {
        Object said = saying(List.of(part), text.fields(), tags);
        return keys.isEmpty()
                ? said
                : new Bool()
                        .should(said)
                        .should(Map.of(
                                "constant_score",
                                Map.of("filter", terms(OpenSearchFields.TERMS, keys), "boost", WordQueries.NAMED)));
    }

    /** What is wanted of the words: what a highlighter looks for. */
    static Object wanted(TextQuery text, Collection<String> tags) {
        List<Part> wanted =
                text.parts().stream().filter(part -> !part.excluded()).toList();
        return wanted.isEmpty() ? ALL : saying(wanted, text.fields(), tags);
    }

    /**
     * That a text, in one of the languages, has all of the words.
     *
     * @param tags all languages for none
     */
    static Object saying(List<Part> words, List<TextQuery.Field> fields, Collection<String> tags) {
        return saying(words, fields, tags, false);
    }

    /** @param others whether there are other words beside these that say something */
    private static Object saying(
            List<Part> words, List<TextQuery.Field> fields, Collection<String> tags, boolean others) {
        Bool any = new Bool();
        for (TextLanguage language : TextLanguage.of(tags)) {
            any.should(saying(words, fields, language, others));
        }
        return any;
    }

    private static Object saying(
            List<Part> words, List<TextQuery.Field> fields, TextLanguage language, boolean others) {
        Bool all = new Bool();
        List<Part> beginnings =
                words.stream().filter(part -> part.kind() == Kind.PREFIX).toList();
        List<Part> whole =
                words.stream().filter(part -> part.kind() != Kind.PREFIX).toList();
        boolean common =
                whole.stream().allMatch(part -> part.kind() == Kind.WORD && Analyzers.isCommon(language, part.text()));
        // What says little in a language need not be there where others do say something.
        if (!common || beginnings.isEmpty() && !others) {
            all.must(line(whole, fields, language, common));
        } else if (beginnings.isEmpty()) {
            return term(OpenSearchFields.ANALYSIS, language.code());
        }
        beginnings.forEach(part -> all.must(beginning(part.text(), fields, language)));
        return all;
    }

    /** In the simple query syntax, of whose characters words have none left. */
    private static Object line(List<Part> words, List<TextQuery.Field> fields, TextLanguage language, boolean common) {
        Map<String, Object> query = new HashMap<>(Map.of(
                "query",
                words.stream().map(Part::written).collect(Collectors.joining(" ")),
                "fields",
                fields.stream()
                        .map(field -> OpenSearchFields.of(language, field) + "^" + WordQueries.weight(field))
                        .toList(),
                "default_operator",
                "and",
                "flags",
                "PHRASE|WHITESPACE"));
        if (common) {
            query.put("analyzer", language.commonAnalyzer());
        }
        return Map.of("simple_query_string", query);
    }

    /** That a word begins so, with its hyphens or without. */
    private static Bool beginning(String word, List<TextQuery.Field> fields, TextLanguage language) {
        Bool any = new Bool().should(NONE);
        for (String writing : WordQueries.writings(word)) {
            List<String> written = Analyzers.forms(language, writing).stream()
                    .map(forms -> forms.iterator().next())
                    .toList();
            for (TextQuery.Field field : written.isEmpty() ? List.<TextQuery.Field>of() : fields) {
                String name = OpenSearchFields.of(language, field);
                Bool all = new Bool();
                int last = written.size() - 1;
                written.subList(0, last).forEach(before -> all.filter(term(name, before)));
                all.filter(Map.of("prefix", Map.of(name, written.get(last))));
                any.should(Map.of("constant_score", Map.of("filter", all, "boost", WordQueries.weight(field))));
            }
        }
        return any;
    }
}
