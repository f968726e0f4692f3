package org.communique.search;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.communique.release.SearchText;
import org.communique.release.SearchText.Kind;
import org.communique.release.SearchText.Part;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.backend.lucene.search.spi.LuceneMigrationUtils;
import org.hibernate.search.engine.search.common.BooleanOperator;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.predicate.dsl.BooleanPredicateClausesStep;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.engine.search.predicate.dsl.SimpleQueryFlag;
import org.hibernate.search.engine.search.predicate.dsl.SimpleQueryStringPredicateFieldMoreStep;
import org.hibernate.search.engine.search.predicate.dsl.SimpleQueryStringPredicateFieldStep;

/**
 * The words of a search as a condition on documents: one text, in one language, has them all, and none of those excluded.
 * A word counts more in a title than in a summary, and there more than in a body; a newer document a little more than an
 * older one.
 */
final class Words {
    private static final float TITLE = 5;
    private static final float SUMMARY = 2;
    /** What a month is worth, of a score that is some tens for a rare word in a title. */
    private static final float MONTH = 0.001f;

    private final SearchPredicateFactory f;
    private final List<SearchText.Field> parts;
    private final Set<TextLanguage> languages;
    private final boolean translations;

    /**
     * @param tags the languages to look in; in every text of a release for none
     */
    Words(SearchPredicateFactory f, List<SearchText.Field> parts, Collection<String> tags) {
        this(f, parts, TextLanguage.of(tags), tags.isEmpty());
    }

    /** The words in texts of one language, as documents have them of their own. */
    Words(SearchPredicateFactory f, List<SearchText.Field> parts, TextLanguage language) {
        this(f, parts, Set.of(language), false);
    }

    private Words(
            SearchPredicateFactory f, List<SearchText.Field> parts, Set<TextLanguage> languages, boolean translations) {
        this.f = f;
        this.parts = parts;
        this.languages = languages;
        this.translations = translations;
    }

    /** What is wanted of the words, in the form that a highlighter understands. */
    SearchPredicate wanted(SearchText text) {
        List<Part> wanted = wantedParts(text);
        return wanted.isEmpty() ? f.matchAll().toPredicate() : anyLanguage(written(wanted));
    }

    private static List<Part> wantedParts(SearchText text) {
        return text.parts().stream().filter(part -> !part.excluded()).toList();
    }

    /** The condition for all of the words, with scores. */
    SearchPredicate of(SearchText text) {
        List<Part> wanted = wantedParts(text);
        BooleanPredicateClausesStep<?, ?> all = f.bool();
        if (wanted.isEmpty()) {
            all.must(f.matchAll());
        } else if (isPrefix(text)) {
            all.must(beginning(wanted.get(0)));
        } else {
            all.must(present(anyLanguage(written(wanted))));
        }
        text.parts().stream()
                .filter(Part::excluded)
                .forEach(part -> all.mustNot(present(anyLanguage(written(List.of(part))))));
        return all.toPredicate();
    }

    /** Whether all that is asked for is the beginning of one word. */
    static boolean isPrefix(SearchText text) {
        return text.parts().size() == 1
                && text.parts().get(0).kind() == Kind.PREFIX
                && !text.parts().get(0).excluded();
    }

    /**
     * That a word of any language begins so, which is true of very many documents: all languages are one condition, and a
     * document scores for the parts that have such a word alone.
     */
    private SearchPredicate beginning(Part part) {
        String line = part.written();
        BooleanPredicateClausesStep<?, ?> any = f.bool();
        for (SearchText.Field field : parts) {
            SearchPredicate inField = new Words(f, List.of(field), languages, translations).anyLanguage(line);
            SearchPredicate once = f.extension()
                    .ifSupported(
                            LuceneExtension.get(),
                            lucene -> lucene.fromLuceneQuery(AnyPrefix.of(LuceneMigrationUtils.toLuceneQuery(inField))))
                    .orElse(other -> other.bool().must(inField))
                    .toPredicate();
            any.should(f.bool().must(once).boost(weight(field)));
        }
        return any.toPredicate();
    }

    /** The same condition, of which Lucene asks no more than it has terms for; and makes it once, for however many questions. */
    private SearchPredicate present(SearchPredicate words) {
        return f.extension()
                .ifSupported(
                        LuceneExtension.get(),
                        lucene -> lucene.fromLuceneQuery(new PresentTerms(LuceneMigrationUtils.toLuceneQuery(words))))
                .orElse(other -> other.bool().must(words))
                .toPredicate();
    }

    /** That a text fits a line of the engines' own simple syntax. */
    SearchPredicate anyLanguage(String line) {
        BooleanPredicateClausesStep<?, ?> any = f.bool();
        for (TextLanguage language : languages) {
            any.should(inFields(line, language::field));
            if (translations) {
                any.should(inFields(line, language::translatedField));
            }
        }
        return any.toPredicate();
    }

    private SearchPredicate inFields(String line, Function<SearchText.Field, String> names) {
        SimpleQueryStringPredicateFieldStep<?, ?> query = f.simpleQueryString();
        SimpleQueryStringPredicateFieldMoreStep<?, ?, ?> fields = null;
        for (SearchText.Field part : parts) {
            String name = names.apply(part);
            fields = (fields == null ? query.field(name) : fields.field(name)).boost(weight(part));
        }
        return fields.matching(line)
                .defaultOperator(BooleanOperator.AND)
                .flags(SimpleQueryFlag.PHRASE, SimpleQueryFlag.PREFIX, SimpleQueryFlag.WHITESPACE)
                .toPredicate();
    }

    private static float weight(SearchText.Field part) {
        return switch (part) {
            case TITLE -> TITLE;
            case SUMMARY -> SUMMARY;
            case BODY -> 1;
        };
    }

    /** A bonus for newer documents, which decides where words fit nearly alike. */
    static SearchPredicate newer(SearchPredicateFactory f) {
        return f.extension()
                .ifSupported(LuceneExtension.get(), lucene -> lucene.fromLuceneQuery(new RecencyQuery(MONTH)))
                .orElse(Words::bits)
                .toPredicate();
    }

    private static PredicateFinalStep bits(SearchPredicateFactory f) {
        BooleanPredicateClausesStep<?, ?> bits = f.bool();
        for (int bit = 0; bit < DocumentFields.RECENCY_BITS; bit++) {
            bits.should(f.match()
                    .field(DocumentFields.RECENCY)
                    .matching(DocumentFields.recencyBit(bit))
                    .constantScore()
                    .boost(MONTH * (1 << bit)));
        }
        return bits;
    }

    /** The parts in the simple query syntax of both engines, of whose characters words have none left. */
    static String written(List<Part> parts) {
        return parts.stream().map(Part::written).collect(Collectors.joining(" "));
    }
}
