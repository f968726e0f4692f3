package org.communique.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.communique.release.filter.TextQuery;
import org.communique.search.SuggestionResource.Suggestion;
import org.communique.search.analysis.Analysis;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.communique.value.Slug;

/** The names of terms in use, in every language, taken apart into words without case and accents. */
final class TermNames {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private record Name(TermRecord term, String[] words) {}

    private final List<Name> names = new ArrayList<>();

    TermNames(Terms terms) {
        for (Vocabulary vocabulary : Vocabulary.values()) {
            for (TermRecord term : terms.of(vocabulary)) {
                if (term.mergedInto() == null) {
                    Stream.concat(term.names().values().stream(), acronym(term))
                            .flatMap(name -> Stream.of(name, Analysis.joined(name)))
                            .distinct()
                            .map(name -> new Name(term, words(name)))
                            // A name of signs alone begins with nothing that could be typed.
                            .filter(name -> name.words().length > 0)
                            .forEach(names::add);
                }
            }
        }
    }

    /** The code of a unit, which is one where it is short. */
    private static Stream<String> acronym(TermRecord term) {
        return term.vocabulary() == Vocabulary.ORGANIZATIONAL_UNIT ? Stream.of(term.code()) : Stream.empty();
    }

    /** Terms that have a name in which every word typed begins a word; those whose name begins with them come first. */
    List<Suggestion> beginning(TextQuery typed, List<String> languages, int most) {
        String[] wanted = typed(typed).flatMap(word -> Stream.of(words(word))).toArray(String[]::new);
        if (wanted.length == 0) {
            return List.of();
        }
        Stream<Name> first = names.stream().filter(name -> name.words()[0].startsWith(wanted[0]));
        Stream<Name> others = names.stream().filter(name -> !name.words()[0].startsWith(wanted[0]));
        return Stream.concat(first, others)
                .filter(name -> Stream.of(wanted)
                        .allMatch(word -> Stream.of(name.words()).anyMatch(own -> own.startsWith(word))))
                .map(Name::term)
                .distinct()
                .limit(most)
                .map(term -> new Suggestion(
                        term.vocabulary().record(),
                        term.code(),
                        term.name(languages),
                        term.vocabulary().path(term.code())))
                .toList();
    }

    /** The words that are typed, but for those excluded. */
    static Stream<String> typed(TextQuery typed) {
        return typed.parts().stream()
                .filter(part -> !part.excluded())
                .flatMap(part -> BETWEEN.splitAsStream(part.text()))
                .filter(word -> !word.isEmpty());
    }

    private static String[] words(String name) {
        return BETWEEN.splitAsStream(name)
                .map(Slug::fold)
                .flatMap(BETWEEN::splitAsStream)
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }
}
