package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseSort;
import org.communique.release.SearchPage.Highlights;
import org.communique.release.SearchText;
import org.communique.release.SearchText.Kind;
import org.communique.release.SearchText.Part;
import org.communique.taxonomy.Terms;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.predicate.dsl.BooleanPredicateClausesStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.jsoup.parser.Parser;

/** Finds words that are nearly those of a search that found nothing: the nearest that is there, and of those the commonest. */
@ApplicationScoped
class OtherWords {
    private static final Pattern MARKED = Pattern.compile("<mark>([^<]*)</mark>");
    private static final Set<Character.UnicodeScript> ALPHABETS = EnumSet.of(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.ARMENIAN,
            Character.UnicodeScript.GEORGIAN,
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.HEBREW);
    private static final int LOOKED_AT = 20;
    private static final int SHORTEST = 4;
    private static final int LONG = 6;
    private static final int MOST = 4;

    /** The search in other words that find something; null where there are none. */
    String insteadOf(IndexQuery query, ReleaseFilter filter, Terms terms) {
        SearchText text = filter.text().orElse(null);
        if (text == null) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        int replaced = 0;
        for (Part part : text.parts()) {
            Optional<Part> other = part.kind() == Kind.WORD && !part.excluded() && replaced < MOST
                    ? nearest(query, filter, terms, part)
                    : Optional.empty();
            replaced += other.isPresent() ? 1 : 0;
            parts.add(other.orElse(part));
        }
        if (replaced == 0) {
            return null;
        }
        SearchText better = SearchText.of(written(parts), text.fields());
        return query.total(filter.saying(better), terms) > 0 ? better.written() : null;
    }

    private static String written(List<Part> parts) {
        return parts.stream()
                .map(part -> (part.excluded() ? "-" : "") + part.written())
                .collect(Collectors.joining(" "));
    }

    private static Optional<Part> nearest(IndexQuery query, ReleaseFilter filter, Terms terms, Part part) {
        String word = part.text().toLowerCase(Locale.ROOT);
        if (word.length() < SHORTEST
                || !word.codePoints().allMatch(OtherWords::isLetter)
                || query.total(
                                filter.saying(SearchText.of(
                                        part.text(), filter.text().get().fields())),
                                terms)
                        > 0) {
            return Optional.empty();
        }
        Map<String, Integer> seen = new HashMap<>();
        query.found(
                        fuzzy(query, filter, terms, word),
                        ReleaseSort.RELEVANCE,
                        false,
                        filter.languages(),
                        0,
                        LOOKED_AT,
                        List.of())
                .hits()
                .forEach(found -> words(found.highlights())
                        .forEach(other -> seen.merge(other.toLowerCase(Locale.ROOT), 1, Integer::sum)));
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return seen.entrySet().stream()
                .min(Comparator.<Map.Entry<String, Integer>>comparingInt(entry -> distance.apply(word, entry.getKey()))
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByValue().reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new Part(entry.getKey(), Kind.WORD, false));
    }

    /** Letters of which each counts for one in a word that stays one: of what falls to pieces, none can be near another. */
    private static boolean isLetter(int character) {
        return Character.isLetter(character)
                && Character.getType(character) != Character.MODIFIER_LETTER
                && ALPHABETS.contains(Character.UnicodeScript.of(character));
    }

    private static Stream<String> words(Highlights highlights) {
        return Stream.concat(Stream.of(highlights.title(), highlights.summary()), highlights.body().stream())
                .filter(java.util.Objects::nonNull)
                .flatMap(html -> MARKED.matcher(html).results())
                .map(match -> word(match.group(1)));
    }

    /** The word itself, where an article stands before it or a possessive after it. */
    private static String word(String marked) {
        return Stream.of(Parser.unescapeEntities(marked, false).split("['’]"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static SearchPredicate fuzzy(IndexQuery query, ReleaseFilter filter, Terms terms, String word) {
        SearchPredicateFactory f = query.predicates();
        BooleanPredicateClausesStep<?, ?> any = f.bool();
        for (TextLanguage language : TextLanguage.of(filter.languages())) {
            for (SearchText.Field part : filter.text().get().fields()) {
                any.should(f.match()
                        .field(language.field(part))
                        .matching(word)
                        .fuzzy(word.length() < LONG ? 1 : 2, 1)
                        .analyzer(language.wordAnalyzer()));
            }
        }
        return f.bool()
                .filter(Selection.of(f, filter, terms))
                .must(any.toPredicate())
                .toPredicate();
    }
}
