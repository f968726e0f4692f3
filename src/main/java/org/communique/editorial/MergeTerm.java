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
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.cluster.DeferredStartEvent;
import org.communique.http.json.Bodies;
import org.communique.http.json.NodeReader;
import org.communique.http.request.Parameters;
import org.communique.release.content.LiveRelease;
import org.communique.release.store.LiveStore;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.TermStore;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

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
    WriteResult mark(Caller actor, Vocabulary vocabulary, String code, ObjectNode body) {
        NodeReader reader = new NodeReader(body);
        reader.require("into");
        Optional<String> into = reader.string("into", 100);
        reader.rejectUnknown();
        WriteTurn turn = sequence.take();
        Terms terms = TermCache.load();
        TermRecord term = TermVerbs.require(terms, vocabulary, code);
        into.ifPresent(target -> check(reader, terms, term, target));
        Bodies.check(reader.faults());
        TermRecord merged = term.merged(into.orElseThrow());
        store.put(turn, merged);
        moveReferences(turn, terms, term, into.get());
        audit.record(actor, "term.merge", TermVerbs.subject(term), TermVerbs.state(term), "merged");
        return new WriteResult(200, merged, null, null, null, false);
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
    private void moveReferences(WriteTurn turn, Terms terms, TermRecord term, String into) {
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
        WriteTurn turn = sequence.take();
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
