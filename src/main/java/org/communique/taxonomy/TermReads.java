package org.communique.taxonomy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.communique.http.cache.ReadResult;
import org.communique.http.json.Items;
import org.communique.http.problem.Fault;
import org.communique.http.problem.Nearest;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Cursor;
import org.communique.http.request.Languages;
import org.communique.http.request.Links;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.sequence.Snapshot;
import org.communique.value.LanguageTag;

/** Answers for the terms of any vocabulary: all of them, a page of them, or one. */
@ApplicationScoped
public class TermReads {
    private static final int MOST = 1_000;

    @Inject
    TermCache cache;

    @Inject
    UseCounts counts;

    /** Makes the wire form of a term. */
    public interface Shape<T> {
        T of(TermRecord term, List<String> languages, TermUsage use);
    }

    static Map<String, String> links(TermRecord term) {
        return Map.of("self", term.vocabulary().path(term.code()));
    }

    public Terms terms(Snapshot snapshot) {
        return cache.at(snapshot);
    }

    <T> ReadResult one(Snapshot snapshot, Parameters parameters, Vocabulary vocabulary, String code, Shape<T> shape) {
        return one(snapshot, parameters, vocabulary, code, "", shape);
    }

    /** @param suffix of the representation's address, kept where a merged term leads on; empty for JSON */
    public <T> ReadResult one(
            Snapshot snapshot,
            Parameters parameters,
            Vocabulary vocabulary,
            String code,
            String suffix,
            Shape<T> shape) {
        List<String> languages = languages(parameters);
        parameters.done();
        Terms terms = cache.at(snapshot);
        TermRecord term = terms.find(vocabulary, code).orElseThrow(() -> notFound(terms, vocabulary, code));
        if (term.mergedInto() != null) {
            return ReadResult.moved(parameters.query().on(vocabulary.path(terms.current(vocabulary, code)) + suffix));
        }
        return ReadResult.of(shape.of(term, languages, uses(vocabulary).apply(term)), snapshot.changedAt());
    }

    /** The terms that the predicate keeps; {@code narrowing} names the parameters that it was made from. */
    <T> ReadResult list(
            Snapshot snapshot,
            Parameters parameters,
            Vocabulary vocabulary,
            Optional<Cursor> cursor,
            Query narrowing,
            Predicate<TermRecord> keep,
            Shape<T> shape) {
        List<String> ranges = Languages.ranges(parameters);
        List<String> languages = LanguageTag.lookup(ranges);
        Optional<String> name = parameters.one("name");
        boolean limited = parameters.has("limit") || cursor.isPresent();
        int limit = parameters.integer("limit", 1, MOST, MOST);
        if (cursor.filter(place -> place.key().size() != 1).isPresent()) {
            parameters.fault(Fault.query("cursor", "not-a-cursor", "The cursor belongs to another list."));
        }
        parameters.done();
        Terms terms = cache.at(snapshot);
        Optional<Set<String>> named = name.map(words -> TermHistory.named(vocabulary, terms, words));
        List<TermRecord> all = terms.of(vocabulary).stream()
                .filter(term -> term.mergedInto() == null)
                .filter(term -> named.isEmpty() || named.get().contains(term.code()))
                .filter(keep)
                .toList();
        int from = cursor.map(place -> from(all, place, limit)).orElse(0);
        int to = limited ? Math.min(all.size(), from + limit) : all.size();
        Uses uses = uses(vocabulary);
        List<T> data = all.subList(from, to).stream()
                .map(term -> shape.of(term, languages, uses.apply(term)))
                .toList();
        String carried = narrowing
                .add("name", name.orElse(null))
                .add("lang", ranges.isEmpty() ? null : String.join(",", ranges))
                .toString();
        Links links = new Links(
                vocabulary.path(), new Query().append(carried), new Query().add("limit", limited ? limit : null));
        cursor.ifPresentOrElse(links::selfAt, links::self);
        if (from > 0) {
            String first = from < all.size()
                    ? all.get(from).code()
                    : cursor.orElseThrow().key().get(0);
            links.at("prev", new Cursor(carried, true, List.of(first)));
        }
        if (to < all.size() && to > 0) {
            links.at("next", new Cursor(carried, false, List.of(all.get(to - 1).code())));
        }
        return new ReadResult(
                new Items<>(data, Items.Meta.of(all.size(), limited ? limit : null, null), links.all()),
                snapshot.changedAt(),
                List.of(),
                links.all());
    }

    /** A cursor stands after a code, or for the page that ends before it; the code itself may have gone since. */
    private static int from(List<TermRecord> all, Cursor place, int limit) {
        String code = place.key().get(0);
        int before = (int)
                all.stream().filter(term -> term.code().compareTo(code) < 0).count();
        if (place.backward()) {
            return Math.max(0, before - limit);
        }
        boolean present = before < all.size() && all.get(before).code().equals(code);
        return before + (present ? 1 : 0);
    }

    interface Uses {
        TermUsage apply(TermRecord term);
    }

    Uses uses(Vocabulary vocabulary) {
        Map<String, Long> byCode = counts.of(vocabulary);
        ToLongFunction<TermRecord> count = term -> byCode.getOrDefault(term.code(), 0L);
        return term -> TermUsage.of(term, count.applyAsLong(term));
    }

    private static List<String> languages(Parameters parameters) {
        return LanguageTag.lookup(Languages.ranges(parameters));
    }

    static List<String> kept(Parameters parameters, String name, List<String> allowed) {
        List<String> values = new ArrayList<>(parameters.many(name));
        values.removeIf(value -> !parameters.isOneOf(name, value, allowed));
        return values;
    }

    private static ProblemException notFound(Terms terms, Vocabulary vocabulary, String code) {
        ProblemException problem = ProblemException.notFound(
                "There is no " + vocabulary.record() + " \"" + Parameters.shown(code) + "\".");
        Nearest.to(code, terms.codes(vocabulary)).ifPresent(nearest -> problem.with("didYouMean", nearest));
        return problem;
    }
}
