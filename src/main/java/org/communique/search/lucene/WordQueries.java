package org.communique.search.lucene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.communique.release.filter.TextQuery;
import org.communique.release.filter.TextQuery.Kind;
import org.communique.release.filter.TextQuery.Part;
import org.communique.search.analysis.Analysis;
import org.communique.search.analysis.Analyzers;
import org.communique.search.analysis.TextLanguage;

/**
 * The words of a search as a query of Lucene: one text has them all, and none of those excluded. A word stands for its forms in
 * every language that is looked at; it counts more in a title than in a summary, and there more than in a body.
 */
public final class WordQueries {
    private static final float TITLE = 5;
    private static final float SUMMARY = 2;
    /** What the other parts of a text count beside the best. */
    private static final float OTHERS = 0.1f;

    /** What a release counts that is only filed under a term of the name, beside one whose text says it. */
    public static final float NAMED = 0.01f;

    private final Map<String, Float> weights;
    private final Set<TextLanguage> languages;
    private final Function<Part, Set<String>> named;

    /** @param tags the languages to look in; all for none */
    WordQueries(List<TextQuery.Field> parts, Collection<String> tags) {
        this(parts, tags, part -> Set.of());
    }

    /** @param named the keys of terms that have a word in their name, which a text's own release may be filed under instead */
    WordQueries(List<TextQuery.Field> parts, Collection<String> tags, Function<Part, Set<String>> named) {
        this(weights(parts), TextLanguage.of(tags), named);
    }

    private WordQueries(Map<String, Float> weights, Set<TextLanguage> languages, Function<Part, Set<String>> named) {
        this.weights = weights;
        this.languages = languages;
        this.named = named;
    }

    /** Of a field that is no part of a text, in any language. */
    static WordQueries in(String field) {
        return new WordQueries(Map.of(field, 1f), TextLanguage.of(List.of()), part -> Set.of());
    }

    private static Map<String, Float> weights(List<TextQuery.Field> parts) {
        Map<String, Float> weights = new LinkedHashMap<>();
        parts.forEach(part -> weights.put(part.wire(), weight(part)));
        return weights;
    }

    public static float weight(TextQuery.Field part) {
        return switch (part) {
            case TITLE -> TITLE;
            case SUMMARY -> SUMMARY;
            case BODY -> 1;
        };
    }

    Query of(TextQuery text) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<Part> wanted =
                text.parts().stream().filter(part -> !part.excluded()).toList();
        if (wanted.isEmpty()) {
            all.add(new MatchAllDocsQuery(), Occur.MUST);
        }
        for (Part part : text.parts()) {
            if (part.excluded()) {
                all.add(query(part), Occur.MUST_NOT);
            } else {
                all.add(orCommon(part, wanted), Occur.MUST);
            }
        }
        return all.build();
    }

    /** Any of the words that are wanted: what a highlighter looks for. */
    Query any(TextQuery text) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        text.parts().stream().filter(part -> !part.excluded()).forEach(part -> any.add(query(part), Occur.SHOULD));
        return any.build();
    }

    /** Whether all that is asked for is the beginning of one word. */
    public static boolean isPrefix(TextQuery text) {
        return text.parts().size() == 1
                && text.parts().get(0).kind() == Kind.PREFIX
                && !text.parts().get(0).excluded();
    }

    /** In texts of a language in which the word says little it need not be, where others do say something. */
    private Query orCommon(Part part, List<Part> wanted) {
        Query query = query(part);
        BooleanQuery.Builder either = new BooleanQuery.Builder().add(query, Occur.SHOULD);
        boolean ever = false;
        for (TextLanguage language : languages) {
            if (isCommon(part, language) && !wanted.stream().allMatch(other -> isCommon(other, language))) {
                Query texts = new TermQuery(new Term(LuceneFields.ANALYSIS, language.code()));
                either.add(new BoostQuery(new ConstantScoreQuery(texts), 0), Occur.SHOULD);
                ever = true;
            }
        }
        return ever ? either.build() : query;
    }

    private static boolean isCommon(Part part, TextLanguage language) {
        return part.kind() == Kind.WORD && Analyzers.isCommon(language, part.text());
    }

    /** That a text has it, or its release is filed under a term that has it in its name. */
    Query query(Part part) {
        Query text = part.kind() == Kind.PREFIX ? beginning(part.text()) : words(part.text());
        Set<String> terms = named.apply(part);
        if (terms.isEmpty()) {
            return text;
        }
        List<BytesRef> keys = terms.stream().map(BytesRef::new).toList();
        Query filed = new ConstantScoreQuery(new TermInSetQuery(LuceneFields.TERMS, keys));
        return new BooleanQuery.Builder()
                .add(text, Occur.SHOULD)
                .add(new BoostQuery(filed, NAMED), Occur.SHOULD)
                .build();
    }

    /** The words, one after the other where they are several. */
    Query words(String words) {
        Map<Integer, List<Set<String>>> byLength = byLength(words);
        return inParts(field -> {
            List<Query> any = new ArrayList<>();
            byLength.values().forEach(positions -> any.add(phrase(field, positions)));
            return any;
        });
    }

    /** The forms of words under all languages; languages that tell words apart alike share positions. */
    private Map<Integer, List<Set<String>>> byLength(String words) {
        Map<Integer, List<Set<String>>> byLength = new HashMap<>();
        for (String written : writings(words)) {
            for (TextLanguage language : languages) {
                List<Set<String>> forms = Analyzers.forms(language, written);
                List<Set<String>> joined = byLength.computeIfAbsent(forms.size(), length -> new ArrayList<>());
                for (int i = 0; i < forms.size(); i++) {
                    if (joined.size() == i) {
                        joined.add(new LinkedHashSet<>());
                    }
                    joined.get(i).addAll(forms.get(i));
                }
            }
        }
        byLength.remove(0);
        return byLength;
    }

    /** As written, and without hyphens. */
    public static Set<String> writings(String words) {
        return new LinkedHashSet<>(List.of(words, Analysis.joined(words)));
    }

    private static Query phrase(String field, List<Set<String>> positions) {
        if (positions.size() == 1) {
            SynonymQuery.Builder forms = new SynonymQuery.Builder(field);
            positions.get(0).forEach(form -> forms.addTerm(new Term(field, form)));
            return forms.build();
        }
        MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
        positions.forEach(forms ->
                phrase.add(forms.stream().map(form -> new Term(field, form)).toArray(Term[]::new)));
        return phrase.build();
    }

    /** That a word begins so, which is true of so many that how often it does says nothing. */
    Query beginning(String word) {
        Set<List<String>> beginnings = new LinkedHashSet<>();
        for (String writing : writings(word)) {
            for (TextLanguage language : languages) {
                List<String> written = Analyzers.forms(language, writing).stream()
                        .map(forms -> forms.iterator().next())
                        .toList();
                if (!written.isEmpty()) {
                    beginnings.add(written);
                }
            }
        }
        return inParts(field -> {
            List<Query> any = new ArrayList<>();
            for (List<String> written : beginnings) {
                BooleanQuery.Builder all = new BooleanQuery.Builder();
                int last = written.size() - 1;
                written.subList(0, last)
                        .forEach(before -> all.add(new TermQuery(new Term(field, before)), Occur.FILTER));
                all.add(new PrefixQuery(new Term(field, written.get(last))), Occur.FILTER);
                any.add(new ConstantScoreQuery(all.build()));
            }
            return any;
        });
    }

    private interface InField {
        List<Query> of(String field);
    }

    private Query inParts(InField queries) {
        List<Query> any = new ArrayList<>();
        weights.forEach((field, weight) -> queries.of(field).forEach(query -> any.add(new BoostQuery(query, weight))));
        return any.isEmpty() ? new MatchNoDocsQuery("no words") : new DisjunctionMaxQuery(any, OTHERS);
    }
}
