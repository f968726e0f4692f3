package org.communique.editorial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.http.HttpConfig;
import org.communique.http.json.Bodies;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.release.store.LiveStore;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.TermReader;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.TermStore;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** Put, close and delete a term; to be called in a transaction. */
@ApplicationScoped
class TermVerbs {
    @Inject
    Sequence sequence;

    @Inject
    TermStore store;

    @Inject
    LiveStore live;

    @Inject
    Audit audit;

    @Inject
    HttpConfig web;

    WriteResult put(Caller actor, Vocabulary vocabulary, String code, ObjectNode body) {
        WriteTurn turn = sequence.take();
        Terms terms = TermCache.load();
        Optional<TermRecord> before = terms.find(vocabulary, code);
        before.ifPresent(TermVerbs::rejectMerged);
        if (body.hasNonNull("code") && !body.get("code").asText().equals(code)) {
            Bodies.check(List.of(Fault.body("/code", "another-code", "It is not the code in the address.")));
        }
        body.put("code", code);
        TermReader.Result read = new TermReader(vocabulary, terms).replace(body);
        Bodies.check(read.faults());
        store.put(turn, read.term());
        audit.record(
                actor,
                "term.put",
                subject(read.term()),
                before.map(TermVerbs::state).orElse(null),
                state(read.term()));
        boolean created = before.isEmpty();
        return new WriteResult(
                created ? 201 : 200,
                read.term(),
                null,
                created ? web.absolute(vocabulary.path(code)) : null,
                null,
                false);
    }

    WriteResult close(Caller actor, Vocabulary vocabulary, String code, ObjectNode body) {
        NodeReader reader = new NodeReader(body);
        reader.require("activeTo");
        Optional<LocalDate> day = reader.day("activeTo");
        Optional<String> successor = reader.string("successor", 100);
        reader.rejectUnknown();
        WriteTurn turn = sequence.take();
        Terms terms = TermCache.load();
        TermRecord term = require(terms, vocabulary, code);
        successor
                .filter(next ->
                        next.equals(code) || terms.find(vocabulary, next).isEmpty())
                .ifPresent(next -> reader.unknown(
                        "unknown-code",
                        "There is no other " + vocabulary.record() + " \"" + Parameters.shown(next) + "\".",
                        next,
                        terms.codes(vocabulary)));
        Bodies.check(reader.faults());
        TermRecord closed = term.closed(day.orElseThrow(), successor.orElse(null));
        store.put(turn, closed);
        audit.record(actor, "term.close", subject(term), state(term), state(closed));
        return new WriteResult(200, closed, null, null, null, false);
    }

    /** A term that releases carry or that other terms name is in use: it can be closed or merged only. */
    WriteResult delete(Caller actor, Vocabulary vocabulary, String code) {
        WriteTurn turn = sequence.take();
        Terms terms = TermCache.load();
        TermRecord term = require(terms, vocabulary, code);
        long releases = live.countCarrying(vocabulary, code);
        long others = references(terms, vocabulary, code);
        if (releases + others > 0) {
            throw new ProblemException(
                            ProblemType.IN_USE,
                            releases + " press releases and " + others + " other terms refer to \"" + code + "\".")
                    .with("count", releases)
                    .with("terms", others)
                    .with("moves", List.of("close", "merge"));
        }
        store.delete(turn, term);
        audit.record(actor, "term.delete", subject(term), state(term), null);
        return WriteResult.done();
    }

    private static long references(Terms terms, Vocabulary vocabulary, String code) {
        long named = terms.of(vocabulary).stream()
                .filter(other -> code.equals(other.parent())
                        || code.equals(other.successor())
                        || code.equals(other.mergedInto()))
                .count();
        long hosted = vocabulary != Vocabulary.COUNTRY
                ? 0
                : terms.of(Vocabulary.ORGANIZATIONAL_UNIT).stream()
                        .filter(unit -> code.equals(unit.hostCountry()))
                        .count();
        return named + hosted;
    }

    static TermRecord require(Terms terms, Vocabulary vocabulary, String code) {
        TermRecord term = terms.find(vocabulary, code)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no " + vocabulary.record() + " \"" + Parameters.shown(code) + "\"."));
        rejectMerged(term);
        return term;
    }

    private static void rejectMerged(TermRecord term) {
        if (term.mergedInto() != null) {
            throw Drafts.illegal(
                    "The term \"" + term.code() + "\" was merged into \"" + term.mergedInto() + "\".", List.of());
        }
    }

    static Audit.Subject subject(TermRecord term) {
        return new Audit.Subject(term.record(), term.code());
    }

    static String state(TermRecord term) {
        return term.mergedInto() != null ? "merged" : term.activeTo() == null ? "active" : "closed";
    }
}
