package org.communique.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.communique.sequence.Sequence.Turn;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** The terms that an import reads releases against, and the number of the sequence that they are of. */
final class KnownTerms {
    private record Key(Vocabulary vocabulary, String code) {}

    private final Map<Key, TermRecord> unwritten = new LinkedHashMap<>();
    private Terms terms;
    private long number;

    KnownTerms(Snapshot snapshot, TermCache cache) {
        terms = cache.at(snapshot);
        number = snapshot.termNumber();
    }

    Terms all() {
        return terms;
    }

    /** Takes over what others have changed since; to be called in the turn. */
    void refresh(Turn turn) {
        if (turn.termNumber() != number) {
            terms = TermCache.load();
            unwritten.values().forEach(term -> terms = terms.with(term));
            number = turn.termNumber();
        }
    }

    /** Adds a term that the turn has written. */
    void written(TermRecord term, Turn turn) {
        terms = terms.with(term);
        number = turn.termNumber();
    }

    /** Adds a term of a dry run, which the store does not have. */
    void unwritten(TermRecord term) {
        unwritten.put(new Key(term.vocabulary(), term.code()), term);
        terms = terms.with(term);
    }
}
