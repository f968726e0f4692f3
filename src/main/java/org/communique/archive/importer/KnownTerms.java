package org.communique.archive.importer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** The terms that an import reads releases against, and the number of the sequence that they are of. */
final class KnownTerms {
    private record Key(Vocabulary vocabulary, String code) {}

    /** What it was, so that it can be put back where a transaction is rolled back. */
    record State(Terms terms, long number, Map<Key, TermRecord> unwritten) {}

    private Map<Key, TermRecord> unwritten = Map.of();
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
    void refresh(WriteTurn turn) {
        if (turn.termNumber() != number) {
            terms = TermCache.load();
            unwritten.values().forEach(term -> terms = terms.with(term));
            number = turn.termNumber();
        }
    }

    /** Adds a term that the turn has written. */
    void written(TermRecord term, WriteTurn turn) {
        terms = terms.with(term);
        number = turn.termNumber();
    }

    /** Adds a term of a dry run, which the store does not have. */
    void unwritten(TermRecord term) {
        Map<Key, TermRecord> more = new LinkedHashMap<>(unwritten);
        more.put(new Key(term.vocabulary(), term.code()), term);
        unwritten = more;
        terms = terms.with(term);
    }

    State state() {
        return new State(terms, number, unwritten);
    }

    void restore(State before) {
        terms = before.terms();
        number = before.number();
        unwritten = before.unwritten();
    }
}
