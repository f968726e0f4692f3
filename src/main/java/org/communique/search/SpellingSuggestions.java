package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.TextQuery;
import org.communique.release.filter.TextQuery.Kind;
import org.communique.release.filter.TextQuery.Part;
import org.communique.search.index.Searcher;
import org.communique.taxonomy.Terms;
import org.communique.value.Slug;

/** Finds words that are nearly those of a search that found nothing: the nearest that is there, and of those the commonest. */
@ApplicationScoped
class SpellingSuggestions {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
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
    /** A search of more words finds nothing for another reason than a slip in one of them. */
    private static final int WORDS = 8;

    /** The search in other words that find something; null where there are none. */
    String insteadOf(Searcher questions, ReleaseFilter filter, Terms terms) {
        TextQuery text = filter.text().orElse(null);
        if (text == null || text.parts().size() > WORDS) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        int replaced = 0;
        for (Part part : text.parts()) {
            Optional<Part> other = part.kind() == Kind.WORD && !part.excluded() && replaced < MOST
                    ? nearest(questions, filter, terms, part)
                    : Optional.empty();
            replaced += other.isPresent() ? 1 : 0;
            parts.add(other.orElse(part));
        }
        if (replaced == 0) {
            return null;
        }
        TextQuery better = TextQuery.of(written(parts), text.fields());
        return questions.total(filter.saying(better), terms) > 0 ? better.written() : null;
    }

    private static String written(List<Part> parts) {
        return parts.stream()
                .map(part -> (part.excluded() ? "-" : "") + part.written())
                .collect(Collectors.joining(" "));
    }

    private static Optional<Part> nearest(Searcher questions, ReleaseFilter filter, Terms terms, Part part) {
        String word = part.text().toLowerCase(Locale.ROOT);
        if (word.length() < SHORTEST
                || !word.codePoints().allMatch(SpellingSuggestions::isLetter)
                || questions.total(
                                filter.saying(TextQuery.of(
                                        part.text(), filter.text().get().fields())),
                                terms)
                        > 0) {
            return Optional.empty();
        }
        int most = word.length() < LONG ? 1 : 2;
        Map<String, Integer> seen = new HashMap<>();
        for (List<String> texts : questions.near(filter, terms, word, most, LOOKED_AT)) {
            texts.stream()
                    .filter(Objects::nonNull)
                    .flatMap(BETWEEN::splitAsStream)
                    .map(other -> other.toLowerCase(Locale.ROOT))
                    .distinct()
                    .filter(other -> isNear(Slug.fold(word), Slug.fold(other), most))
                    .forEach(other -> seen.merge(other, 1, Integer::sum));
        }
        return seen.entrySet().stream()
                .min(Comparator.<Map.Entry<String, Integer>>comparingInt(entry -> edits(word, entry.getKey()))
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByValue().reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new Part(entry.getKey(), Kind.WORD, false));
    }

    /** Whether words have the same first letter and no more than so many edits between them. */
    private static boolean isNear(String word, String other, int most) {
        return !other.isEmpty()
                && other.charAt(0) == word.charAt(0)
                && Math.abs(other.length() - word.length()) <= most
                && edits(word, other) <= most;
    }

    /** Letters that are missing, too many or others; two that have changed places count once. */
    private static int edits(String word, String other) {
        return isSwapped(word, other)
                ? 1
                : LevenshteinDistance.getDefaultInstance().apply(word, other);
    }

    private static boolean isSwapped(String word, String other) {
        if (word.length() != other.length()) {
            return false;
        }
        int at = 0;
        while (at < word.length() && word.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at + 1 < word.length()
                && word.charAt(at) == other.charAt(at + 1)
                && word.charAt(at + 1) == other.charAt(at)
                && word.regionMatches(at + 2, other, at + 2, word.length() - at - 2);
    }

    /** Letters of which each counts for one in a word that stays one: of what falls to pieces, none can be near another. */
    private static boolean isLetter(int character) {
        return Character.isLetter(character)
                && Character.getType(character) != Character.MODIFIER_LETTER
                && ALPHABETS.contains(Character.UnicodeScript.of(character));
    }
}
