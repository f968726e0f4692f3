package org.communique.release;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.communique.value.Instants;
import org.communique.value.LanguageTag;
import org.communique.web.Fault;
import org.communique.web.Languages;
import org.communique.web.Nearest;
import org.communique.web.Parameters;
import org.communique.web.Query;

/**
 * Which releases: the one filter, read from a query string the same way everywhere. Parameters are ANDed.
 *
 * @param terms by vocabulary; a vocabulary without criteria is absent
 * @param sourceDescendants whether a unit stands for the units below it too
 * @param languages the tags that a look-up tries, in order; empty for any language
 * @param from first editorial day; {@code to} is the last
 * @param publishedFrom inclusive; {@code publishedTo} is exclusive, and so for the updates
 * @param text what the shown text, or without languages any text, has to say
 */
public record ReleaseFilter(
        Map<Vocabulary, TermCriteria> terms,
        boolean sourceDescendants,
        Optional<ReleaseStatus> status,
        List<String> ranges,
        List<String> languages,
        Optional<Boolean> upToDate,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<Instant> publishedFrom,
        Optional<Instant> publishedTo,
        Optional<Instant> updatedFrom,
        Optional<Instant> updatedTo,
        Optional<SearchText> text) {

    /** Any of these terms, all of those, none of others; and whether there may be a term at all. */
    public record TermCriteria(List<String> any, List<String> all, List<String> not, Optional<Boolean> none) {
        boolean isEmpty() {
            return any.isEmpty() && all.isEmpty() && not.isEmpty() && none.isEmpty();
        }

        /** Units below those named count for them; all of them becomes any, which lets through more and never less. */
        private TermCriteria withDescendants(Terms units) {
            return new TermCriteria(below(units, any.isEmpty() ? all : any), List.of(), below(units, not), none);
        }

        private static List<String> below(Terms units, List<String> codes) {
            return codes.stream()
                    .flatMap(code -> units.withDescendants(code).stream())
                    .distinct()
                    .toList();
        }
    }

    /** The names of the parameters that make up the filter. */
    public static List<String> parameters() {
        List<String> names = new ArrayList<>();
        for (Vocabulary vocabulary : Vocabulary.values()) {
            for (String suffix : List.of("", ".all", ".not", ".none")) {
                names.add(vocabulary.parameter() + suffix);
            }
        }
        names.addAll(List.of(
                "source.descendants",
                "status",
                "lang",
                "upToDate",
                "from",
                "to",
                "publishedFrom",
                "publishedTo",
                "updatedFrom",
                "updatedTo",
                SearchText.PARAMETER,
                SearchText.FIELDS));
        return names;
    }

    public static ReleaseFilter parse(Parameters parameters, Terms terms) {
        Map<Vocabulary, TermCriteria> criteria = new EnumMap<>(Vocabulary.class);
        for (Vocabulary vocabulary : Vocabulary.values()) {
            TermCriteria one = criteria(parameters, vocabulary, terms.codes(vocabulary));
            if (!one.isEmpty()) {
                criteria.put(vocabulary, one);
            }
        }
        List<String> ranges = Languages.ranges(parameters);
        return new ReleaseFilter(
                criteria,
                parameters.flag("source.descendants").orElse(false),
                parameters
                        .choice("status", List.of("published", "withdrawn"))
                        .map(status -> status.equals("published") ? ReleaseStatus.PUBLISHED : ReleaseStatus.WITHDRAWN),
                ranges,
                LanguageTag.lookup(ranges),
                parameters.flag("upToDate"),
                parameters.day("from"),
                parameters.day("to"),
                parameters.instant("publishedFrom"),
                parameters.instant("publishedTo"),
                parameters.instant("updatedFrom"),
                parameters.instant("updatedTo"),
                SearchText.parse(parameters));
    }

    private static TermCriteria criteria(Parameters parameters, Vocabulary vocabulary, Set<String> valid) {
        String name = vocabulary.parameter();
        return new TermCriteria(
                codes(parameters, name, vocabulary, valid),
                codes(parameters, name + ".all", vocabulary, valid),
                codes(parameters, name + ".not", vocabulary, valid),
                parameters.flag(name + ".none"));
    }

    private static List<String> codes(Parameters parameters, String name, Vocabulary vocabulary, Set<String> valid) {
        List<String> known = new ArrayList<>();
        for (String code : parameters.many(name)) {
            if (valid.contains(code)) {
                known.add(code);
            } else {
                parameters.fault(Fault.query(
                                name,
                                "unknown-code",
                                "There is no " + vocabulary.record() + " \"" + Parameters.shown(code)
                                        + "\"; repeat the parameter for several.")
                        .meaning(Nearest.to(code, valid).orElse(null)));
            }
        }
        return known;
    }

    /** The same filter with the terms that others have become in their place; itself where it names none. */
    public ReleaseFilter current(Terms all) {
        Map<Vocabulary, TermCriteria> renamed = new EnumMap<>(Vocabulary.class);
        terms.forEach((vocabulary, criteria) -> renamed.put(
                vocabulary,
                new TermCriteria(
                        current(all, vocabulary, criteria.any()),
                        current(all, vocabulary, criteria.all()),
                        current(all, vocabulary, criteria.not()),
                        criteria.none())));
        return renamed.equals(terms)
                ? this
                : new ReleaseFilter(
                        renamed,
                        sourceDescendants,
                        status,
                        ranges,
                        languages,
                        upToDate,
                        from,
                        to,
                        publishedFrom,
                        publishedTo,
                        updatedFrom,
                        updatedTo,
                        text);
    }

    /**
     * The nearest filter that the state which a change keeps can be judged by: units with those below them named one by
     * one; whether a translation is up to date, and what the text says, left out.
     */
    public ReleaseFilter judgeable(Terms all) {
        Map<Vocabulary, TermCriteria> named = new EnumMap<>(Vocabulary.class);
        named.putAll(terms);
        if (sourceDescendants) {
            named.computeIfPresent(Vocabulary.ORGANIZATIONAL_UNIT, (unit, criteria) -> criteria.withDescendants(all));
        }
        return new ReleaseFilter(
                named,
                false,
                status,
                ranges,
                languages,
                Optional.empty(),
                from,
                to,
                publishedFrom,
                publishedTo,
                updatedFrom,
                updatedTo,
                Optional.empty());
    }

    /** The same filter, between two days at most. */
    public ReleaseFilter within(LocalDate first, LocalDate last) {
        return new ReleaseFilter(
                terms,
                sourceDescendants,
                status,
                ranges,
                languages,
                upToDate,
                Optional.of(from.filter(first::isBefore).orElse(first)),
                Optional.of(to.filter(last::isAfter).orElse(last)),
                publishedFrom,
                publishedTo,
                updatedFrom,
                updatedTo,
                text);
    }

    /** The same filter with other words. */
    public ReleaseFilter saying(SearchText other) {
        return new ReleaseFilter(
                terms,
                sourceDescendants,
                status,
                ranges,
                languages,
                upToDate,
                from,
                to,
                publishedFrom,
                publishedTo,
                updatedFrom,
                updatedTo,
                Optional.of(other));
    }

    /** The same filter but for the part that picks values of the facet. */
    public ReleaseFilter without(Facet facet) {
        Map<Vocabulary, TermCriteria> others = new EnumMap<>(Vocabulary.class);
        others.putAll(terms);
        facet.vocabulary().ifPresent(others::remove);
        boolean days = facet == Facet.YEAR || facet == Facet.MONTH;
        boolean anyLanguage = facet == Facet.LANGUAGE;
        return new ReleaseFilter(
                others,
                sourceDescendants,
                status,
                anyLanguage ? List.of() : ranges,
                anyLanguage ? List.of() : languages,
                upToDate,
                days ? Optional.empty() : from,
                days ? Optional.empty() : to,
                publishedFrom,
                publishedTo,
                updatedFrom,
                updatedTo,
                text);
    }

    private static List<String> current(Terms all, Vocabulary vocabulary, List<String> codes) {
        return codes.stream()
                .map(code -> all.current(vocabulary, code))
                .distinct()
                .toList();
    }

    /** Whether it selects everything. */
    public boolean isEmpty() {
        return query().toString().isEmpty();
    }

    /** The filter as a query string: the same for every spelling of it. */
    public Query query() {
        Query query = new Query();
        terms.forEach((vocabulary, criteria) -> query.add(vocabulary.parameter(), criteria.any())
                .add(vocabulary.parameter() + ".all", criteria.all())
                .add(vocabulary.parameter() + ".not", criteria.not())
                .add(vocabulary.parameter() + ".none", criteria.none().orElse(null)));
        return query.add("source.descendants", sourceDescendants ? true : null)
                .add("status", status.map(ReleaseStatus::wire).orElse(null))
                .add("lang", ranges.isEmpty() ? null : String.join(",", ranges))
                .add("upToDate", upToDate.orElse(null))
                .add("from", from.map(Instants::write).orElse(null))
                .add("to", to.map(Instants::write).orElse(null))
                .add("publishedFrom", publishedFrom.map(Instants::write).orElse(null))
                .add("publishedTo", publishedTo.map(Instants::write).orElse(null))
                .add("updatedFrom", updatedFrom.map(Instants::write).orElse(null))
                .add("updatedTo", updatedTo.map(Instants::write).orElse(null))
                .append(text.map(SearchText::query).orElse(new Query()).toString());
    }
}
