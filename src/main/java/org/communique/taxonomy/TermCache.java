package org.communique.taxonomy;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.communique.sequence.Newest;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;

/** The terms in memory, read again when a change of a term has moved the sequence. */
@ApplicationScoped
public class TermCache {
    private final Newest<Terms> held = new Newest<>();

    /** The terms as the snapshot has them; to be called in the snapshot's transaction. */
    public Terms at(Snapshot snapshot) {
        return held.at(snapshot.termNumber(), TermCache::load);
    }

    /** The terms as the transaction sees them, past any cache: what a writer works with. */
    public static Terms load() {
        Snapshots.requireStore();
        List<TermRecord> all = new ArrayList<>();
        for (Vocabulary vocabulary : Vocabulary.values()) {
            Panache.getEntityManager()
                    .createQuery("from " + vocabulary.entity().getSimpleName(), Term.class)
                    .getResultStream()
                    .map(Term::toRecord)
                    .forEach(all::add);
        }
        return new Terms(all);
    }
}
