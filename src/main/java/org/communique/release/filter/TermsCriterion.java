package org.communique.release.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.communique.http.problem.Fault;
import org.communique.http.problem.Nearest;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.bitmap.BitmapIndex;
import org.communique.release.content.FilterState;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code fieldOfWork}, {@code country}, {@code source} and {@code meeting}: any of these terms, all of those, none of others;
 * and whether there may be a term at all.
 *
 * @param descendants whether a unit stands for the units below it too
 */
record TermsCriterion(
        Vocabulary vocabulary,
        List<String> any,
        List<String> all,
        List<String> not,
        Optional<Boolean> none,
        boolean descendants)
        implements Criterion {
    static final List<FilterParameter> PARAMETERS =
            Arrays.stream(Vocabulary.values()).map(TermsCriterion::parameter).toList();

    private static final String DESCENDANTS = "source.descendants";

    private static FilterParameter parameter(Vocabulary vocabulary) {
        String name = vocabulary.parameter();
        List<String> example = List.of(
                switch (vocabulary) {
                    case COUNTRY -> "KZ";
                    case ORGANIZATIONAL_UNIT -> "secretariat";
                    case FIELD_OF_WORK -> "policing";
                    case MEETING_SERIES -> "review-conferences";
                });
        List<Description> descriptions = new ArrayList<>(List.of(
                Description.of(name, "Any of these codes; repeatable", TermsCriterion::codes, example),
                Description.of(name + ".all", "All of these codes; repeatable", TermsCriterion::codes, example),
                Description.of(name + ".not", "None of these codes; repeatable", TermsCriterion::codes, example),
                Description.of(
                        name + ".none", "true: without any; false: with at least one", FilterParameter::flag, false)));
        if (vocabulary == Vocabulary.ORGANIZATIONAL_UNIT) {
            descriptions.add(Description.of(
                            DESCENDANTS, "Whether a unit includes the units below it", FilterParameter::flag, true)
                    .notFollowed());
        }
        return new FilterParameter(
                (parameters, terms) -> read(parameters, vocabulary, terms.codes(vocabulary)),
                descriptions.toArray(Description[]::new));
    }

    private static org.eclipse.microprofile.openapi.models.media.Schema codes() {
        return FilterParameter.repeated(FilterParameter.text());
    }

    private static Optional<TermsCriterion> read(Parameters parameters, Vocabulary vocabulary, Set<String> valid) {
        String name = vocabulary.parameter();
        TermsCriterion read = new TermsCriterion(
                vocabulary,
                codes(parameters, name, vocabulary, valid),
                codes(parameters, name + ".all", vocabulary, valid),
                codes(parameters, name + ".not", vocabulary, valid),
                parameters.flag(name + ".none"),
                vocabulary == Vocabulary.ORGANIZATIONAL_UNIT
                        && parameters.flag(DESCENDANTS).orElse(false));
        return Optional.of(read).filter(criterion -> !criterion.isEmpty());
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

    private boolean isEmpty() {
        return any.isEmpty() && all.isEmpty() && not.isEmpty() && none.isEmpty() && !descendants;
    }

    @Override
    public FilterParameter parameter() {
        return PARAMETERS.get(vocabulary.ordinal());
    }

    @Override
    public void write(Query query) {
        String name = vocabulary.parameter();
        query.add(name, any)
                .add(name + ".all", all)
                .add(name + ".not", not)
                .add(name + ".none", none.orElse(null))
                .add(DESCENDANTS, descendants ? true : null);
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {
        if (!any.isEmpty()) {
            selection.and(carrying(selection.index(), any, terms));
        }
        all.forEach(code -> selection.and(carrying(selection.index(), List.of(code), terms)));
        if (!not.isEmpty()) {
            selection.andNot(carrying(selection.index(), not, terms));
        }
        none.ifPresent(without -> {
            if (without) {
                selection.andNot(selection.index().carrying(vocabulary));
            } else {
                selection.and(selection.index().carrying(vocabulary));
            }
        });
    }

    private RoaringBitmap carrying(BitmapIndex index, List<String> codes, Terms terms) {
        return BitmapSelection.any(expanded(codes, terms).stream()
                .map(code -> index.carrying(vocabulary, code))
                .toList());
    }

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {
        if (!any.isEmpty()) {
            conditions.and("exists " + carrying(conditions, any, terms));
        }
        all.forEach(code -> conditions.and("exists " + carrying(conditions, List.of(code), terms)));
        if (!not.isEmpty()) {
            conditions.and("not exists " + carrying(conditions, not, terms));
        }
        none.ifPresent(without -> conditions.and((without ? "not exists" : "exists")
                + " (select 1 from ReleaseTerm c where c.releaseId = r.id and c.vocabulary = "
                + conditions.bind(vocabulary) + ")"));
    }

    private String carrying(ReleaseConditions conditions, List<String> codes, Terms terms) {
        return "(select 1 from ReleaseTerm c where c.releaseId = r.id and c.vocabulary = " + conditions.bind(vocabulary)
                + " and c.code in " + conditions.bind(expanded(codes, terms)) + ")";
    }

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {
        String field = vocabulary.parameter();
        if (!any.isEmpty()) {
            conditions.anyOf(field, expanded(any, terms));
        }
        all.forEach(code -> conditions.anyOf(field, expanded(List.of(code), terms)));
        if (!not.isEmpty()) {
            conditions.noneOf(field, expanded(not, terms));
        }
        none.ifPresent(without -> conditions.present(field, !without));
    }

    private Set<String> expanded(List<String> codes, Terms terms) {
        Set<String> expanded = new LinkedHashSet<>(codes);
        if (descendants) {
            codes.forEach(code -> expanded.addAll(terms.withDescendants(code)));
        }
        return expanded;
    }

    @Override
    public boolean selects(String id, FilterState state) {
        List<String> codes = state.codes(vocabulary);
        return (any.isEmpty() || !Collections.disjoint(codes, any))
                && codes.containsAll(all)
                && Collections.disjoint(codes, not)
                && none.map(without -> without == codes.isEmpty()).orElse(true);
    }

    @Override
    public Optional<Fault> unfollowable() {
        return descendants
                ? Optional.of(ReleaseFilter.notInChanges(
                        DESCENDANTS,
                        "The tree of units may change while it is followed; list the units themselves in source."))
                : Optional.empty();
    }

    /** Units below those named are named too; all of them becomes any of them. */
    @Override
    public Optional<Criterion> judgeable(Terms terms) {
        if (!descendants) {
            return Optional.of(this);
        }
        TermsCriterion named = new TermsCriterion(
                vocabulary,
                List.copyOf(expanded(any.isEmpty() ? all : any, terms)),
                List.of(),
                List.copyOf(expanded(not, terms)),
                none,
                false);
        return Optional.<Criterion>of(named).filter(criterion -> !named.isEmpty());
    }

    @Override
    public Criterion current(Terms terms) {
        return new TermsCriterion(
                vocabulary, current(any, terms), current(all, terms), current(not, terms), none, descendants);
    }

    private List<String> current(List<String> codes, Terms terms) {
        return codes.stream()
                .map(code -> terms.current(vocabulary, code))
                .distinct()
                .toList();
    }

    @Override
    public List<Fault> merged(Terms terms) {
        List<Fault> faults = new ArrayList<>();
        merged(faults, terms, "", any);
        merged(faults, terms, ".all", all);
        merged(faults, terms, ".not", not);
        return faults;
    }

    private void merged(List<Fault> faults, Terms terms, String suffix, List<String> codes) {
        for (String code : codes) {
            String current = terms.current(vocabulary, code);
            if (!current.equals(code)) {
                faults.add(Fault.query(
                                vocabulary.parameter() + suffix,
                                ProblemType.TERM_MERGED.slug(),
                                "The " + vocabulary.record() + " \"" + code + "\" was merged into \"" + current + "\".")
                        .meaning(current));
            }
        }
    }

    @Override
    public Optional<Criterion> without(Facet facet) {
        if (facet.vocabulary().filter(vocabulary::equals).isEmpty()) {
            return Optional.of(this);
        }
        return descendants
                ? Optional.of(new TermsCriterion(vocabulary, List.of(), List.of(), List.of(), Optional.empty(), true))
                : Optional.empty();
    }

    @Override
    public Set<String> selected(Facet facet) {
        if (facet.vocabulary().filter(vocabulary::equals).isEmpty()) {
            return Set.of();
        }
        Set<String> selected = new HashSet<>(any);
        selected.addAll(all);
        return selected;
    }
}
