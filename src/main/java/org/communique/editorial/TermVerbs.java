package org.communique.editorial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.access.Writes.Written;
import org.communique.release.LiveStore;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.Turn;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.TermReader;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.TermStore;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.communique.web.Bodies;
import org.communique.web.Fault;
import org.communique.web.NodeReader;
import org.communique.web.Parameters;
import org.communique.web.ProblemException;
import org.communique.web.ProblemType;
import org.communique.web.WebConfig;

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
    WebConfig web;

    Written put(Caller actor, Vocabulary vocabulary, String code, ObjectNode body) {
        Turn turn = sequence.take();
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
        return new Written(
                created ? 201 : 200,
                read.term(),
                null,
                created ? web.absolute(vocabulary.path(code)) : null,
                null,
                false);
    }

    Written close(Caller actor, Vocabulary vocabulary, String code, ObjectNode body) {
        NodeReader reader = new NodeReader(body);
        reader.require("activeTo");
        Optional<LocalDate> day = reader.day("activeTo");
        Optional<String> successor = reader.string("successor", 100);
        reader.rejectUnknown();
        Turn turn = sequence.take();
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
        return new Written(200, closed, null, null, null, false);
    }

    /** A term that releases carry or that other terms name is in use: it can be closed or merged only. */
    Written delete(Caller actor, Vocabulary vocabulary, String code) {
        Turn turn = sequence.take();
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
        return Written.done();
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
