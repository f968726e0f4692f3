package org.communique.taxonomy;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import org.communique.http.json.Json;
import org.communique.sequence.ChangeSubject;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence.WriteTurn;

/** Writes terms, each change with its number of the sequence. */
@ApplicationScoped
public class TermStore {
    /** What a record did to the store. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /** Puts the term in the place of the one with its code. */
    public Outcome put(WriteTurn turn, TermRecord term) {
        Term present = Panache.getEntityManager().find(term.vocabulary().entity(), term.code());
        if (present != null && present.toRecord().equals(term)) {
            return Outcome.UNCHANGED;
        }
        String before = present == null ? null : Json.string(present.toRecord());
        if (present == null) {
            Term created = create(term.vocabulary());
            created.code = term.code();
            created.apply(term);
            created.persist();
        } else {
            present.apply(term);
        }
        turn.record(
                ChangeType.TERM_CHANGED,
                turn.timeAfter(null),
                new ChangeSubject(
                        term.vocabulary().record(), term.code(), null, null, null, before, Json.string(term)));
        return present == null ? Outcome.CREATED : Outcome.CHANGED;
    }

    /** Removes a term that nothing refers to. */
    public void delete(WriteTurn turn, TermRecord term) {
        Panache.getEntityManager().find(term.vocabulary().entity(), term.code()).delete();
        turn.record(
                ChangeType.TERM_CHANGED,
                turn.timeAfter(null),
                new ChangeSubject(term.vocabulary().record(), term.code(), null, null, null, Json.string(term), null));
    }

    private static Term create(Vocabulary vocabulary) {
        return switch (vocabulary) {
            case FIELD_OF_WORK -> new FieldOfWork();
            case COUNTRY -> new Country();
            case ORGANIZATIONAL_UNIT -> new OrganizationalUnit();
            case MEETING_SERIES -> new MeetingSeries();
        };
    }
}
