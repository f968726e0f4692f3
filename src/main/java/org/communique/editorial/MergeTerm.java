package org.communique.editorial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.access.Writes.Written;
import org.communique.release.LiveRelease;
import org.communique.release.LiveStore;
import org.communique.sequence.ChangeType;
import org.communique.sequence.DeferredStartEvent;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.Turn;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.TermStore;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.communique.web.Bodies;
import org.communique.web.NodeReader;
import org.communique.web.Parameters;

/**
 * Merge: the term's code is marked as merged at once, and from then on stands for the other; then each release that
 * carried it gets a minor revision, in small transactions. A merge that was cut short goes on at the next start.
 */
@ApplicationScoped
class MergeTerm {
    private static final int BATCH = 50;

    @Inject
    Sequence sequence;

    @Inject
    TermStore store;

    @Inject
    LiveStore live;

    @Inject
    Audit audit;

    /** Last, for it may take long. */
    void goOn(@Observes @Priority(800) DeferredStartEvent start) {
        Terms terms = QuarkusTransaction.requiringNew().call(() -> TermCache.load());
        for (Vocabulary vocabulary : Vocabulary.values()) {
            terms.of(vocabulary).stream()
                    .filter(term -> term.mergedInto() != null)
                    .forEach(term -> retag(vocabulary, term.code(), Caller.CLOCK));
        }
    }

    /** Marks the code as merged; {@link #retag} does the rest, in transactions of its own. */
    Written mark(Caller actor, Vocabulary vocabulary, String code, ObjectNode body) {
        NodeReader reader = new NodeReader(body);
        reader.require("into");
        Optional<String> into = reader.string("into", 100);
        reader.rejectUnknown();
        Turn turn = sequence.take();
        Terms terms = TermCache.load();
        TermRecord term = TermVerbs.require(terms, vocabulary, code);
        into.ifPresent(target -> check(reader, terms, term, target));
        Bodies.check(reader.faults());
        TermRecord merged = term.merged(into.orElseThrow());
        store.put(turn, merged);
        moveReferences(turn, terms, term, into.get());
        audit.record(actor, "term.merge", TermVerbs.subject(term), TermVerbs.state(term), "merged");
        return new Written(200, merged, null, null, null, false);
    }

    private static void check(NodeReader reader, Terms terms, TermRecord term, String into) {
        if (into.equals(term.code())) {
            reader.fault("into", "itself", "A term cannot be merged into itself.");
        } else if (terms.find(term.vocabulary(), into)
                .filter(target -> target.mergedInto() == null)
                .isEmpty()) {
            reader.fault(
                    "into",
                    "unknown-code",
                    "There is no " + term.vocabulary().record() + " \"" + Parameters.shown(into) + "\" to merge into.");
        } else if (term.vocabulary() == Vocabulary.ORGANIZATIONAL_UNIT
                && terms.withDescendants(term.code()).contains(into)) {
            reader.fault("into", "cycle", "The unit \"" + into + "\" is below the unit to be merged.");
        }
    }

    /** Units below the merged one go below the other. */
    private void moveReferences(Turn turn, Terms terms, TermRecord term, String into) {
        if (term.vocabulary() == Vocabulary.ORGANIZATIONAL_UNIT) {
            terms.below(term.code()).forEach(unit -> store.put(turn, unit.under(into)));
        }
    }

    /** Gives every release that carries the merged code a minor revision with the other; answers how many. */
    int retag(Vocabulary vocabulary, String code, Caller actor) {
        int all = 0;
        for (int done = BATCH; done == BATCH; all += done) {
            done = QuarkusTransaction.requiringNew().call(() -> batch(vocabulary, code, actor));
        }
        return all;
    }

    private int batch(Vocabulary vocabulary, String code, Caller actor) {
        Turn turn = sequence.take();
        String current = TermCache.load().current(vocabulary, code);
        List<UUID> carrying = new ArrayList<>(live.carrying(vocabulary, code, BATCH));
        for (UUID id : carrying) {
            LiveRelease before = live.find(id);
            Instant time = live.nextTime(turn, id);
            LiveRelease next = before.revised(before.content().replacing(vocabulary, code, current), time);
            live.put(turn, next, ChangeType.REVISED, time);
            audit.record(
                    actor,
                    "press-release.retag",
                    new Audit.Subject("press-release", id.toString()),
                    PublishDraft.state(before),
                    PublishDraft.state(next));
        }
        return carrying.size();
    }
}
