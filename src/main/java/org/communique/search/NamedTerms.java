package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Function;
import org.communique.release.SearchText;
import org.communique.release.SearchText.Part;
import org.communique.taxonomy.Terms;

/** Which terms have a word in their names; kept for the terms that were asked for last. */
@ApplicationScoped
class NamedTerms {
    private volatile Held held;

    private record Held(Terms terms, TermWords words) {}

    /** The keys of the terms that have a part of a search in a name; of none where it is looked for in some parts of a text alone. */
    Function<Part, Set<String>> of(SearchText text, Terms terms) {
        if (text.fields().size() < SearchText.Field.values().length) {
            return part -> Set.of();
        }
        Held known = held;
        if (known == null || known.terms() != terms) {
            known = read(terms);
        }
        return known.words()::keys;
    }

    private synchronized Held read(Terms terms) {
        if (held == null || held.terms() != terms) {
            held = new Held(terms, new TermWords(terms));
        }
        return held;
    }
}
