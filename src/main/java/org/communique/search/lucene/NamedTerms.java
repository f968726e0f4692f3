package org.communique.search.lucene;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.function.Function;
import org.communique.release.filter.TextQuery;
import org.communique.release.filter.TextQuery.Part;
import org.communique.sequence.Newest;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.Terms;

/** Which terms have a word in their names. To be called in a snapshot. */
@ApplicationScoped
public class NamedTerms {
    @Inject
    Snapshots snapshots;

    private final Newest<TermWords> words = new Newest<>();

    /** The keys of the terms that have a part of a search in a name; none where only some parts of a text are searched. */
    public Function<Part, Set<String>> of(TextQuery text, Terms terms) {
        if (text.fields().size() < TextQuery.Field.values().length) {
            return part -> Set.of();
        }
        return read(terms)::keys;
    }

    /** The words of the terms that the snapshot has. */
    public TermWords read(Terms terms) {
        long number = snapshots.current().orElseThrow().termNumber();
        return words.at(number, () -> new TermWords(terms));
    }
}
