package org.communique.release.filter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.communique.http.problem.Fault;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/**
 * Which releases: the one filter, read from a query string the same way everywhere.
 *
 * @param criteria all of which a release has to meet, in the order of {@link #PARAMETERS}
 */
public record ReleaseFilter(List<Criterion> criteria) {
    /** Every parameter of the filter, in canonical order. */
    static final List<FilterParameter> PARAMETERS = Stream.of(
                    Stream.of(IdCriterion.PARAMETER, ExternalIdCriterion.PARAMETER),
                    TermsCriterion.PARAMETERS.stream(),
                    Stream.of(
                            KindCriterion.PARAMETER,
                            StatusCriterion.PARAMETER,
                            LanguageCriterion.PARAMETER,
                            DayCriterion.PARAMETER,
                            YearCriterion.PARAMETER,
                            InstantCriterion.PUBLISHED,
                            InstantCriterion.UPDATED,
                            TextCriterion.PARAMETER))
            .flatMap(parameters -> parameters)
            .toList();

    /** The names of the parameters that make up the filter. */
    public static List<String> parameters() {
        return PARAMETERS.stream()
                .flatMap(parameter -> parameter.descriptions().stream())
                .map(Description::name)
                .toList();
    }

    public static ReleaseFilter parse(Parameters parameters, Terms terms) {
        return new ReleaseFilter(PARAMETERS.stream()
                .flatMap(parameter -> parameter.read(parameters, terms).stream())
                .map(Criterion.class::cast)
                .toList());
    }

    /** The names of the fields that search engines keep for the filter alone. */
    public static List<String> searchFields() {
        return PARAMETERS.stream()
                .flatMap(parameter -> parameter.fields().keySet().stream())
                .toList();
    }

    /** The values of a release in these fields. */
    public static Map<String, List<String>> searchFields(SearchableRelease release) {
        Map<String, List<String>> values = new HashMap<>();
        PARAMETERS.forEach(
                parameter -> parameter.fields().forEach((name, field) -> values.put(name, field.apply(release))));
        return values;
    }

    /** The fault of a parameter that changes cannot be filtered by. */
    public static Fault notInChanges(String name, String reason) {
        return Fault.query(name, "not-in-changes", reason);
    }

    private <C extends Criterion> Optional<C> criterion(Class<C> type) {
        return criteria.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The tags that a look-up tries, in order; empty for any language. */
    public List<String> languages() {
        return criterion(LanguageCriterion.class)
                .map(LanguageCriterion::languages)
                .orElse(List.of());
    }

    /** The languages as the request has them. */
    public List<String> ranges() {
        return criterion(LanguageCriterion.class).map(LanguageCriterion::ranges).orElse(List.of());
    }

    /** What the shown text, or without languages any text, has to say. */
    public Optional<TextQuery> text() {
        return criterion(TextCriterion.class).map(TextCriterion::text);
    }

    /** Whether a term stands for those below it too. */
    public boolean descendants(Vocabulary vocabulary) {
        return criteria.stream()
                .anyMatch(criterion -> criterion instanceof TermsCriterion terms
                        && terms.vocabulary() == vocabulary
                        && terms.descendants());
    }

    /** The values of a facet that the filter selects by. */
    public Set<String> selected(Facet facet) {
        Set<String> selected = new HashSet<>();
        criteria.forEach(criterion -> selected.addAll(criterion.selected(facet)));
        return selected;
    }

    /** Adds the filter, without the words, to the conditions of a search engine. */
    public void narrow(SearchConditions conditions, Terms terms) {
        criteria.forEach(criterion -> criterion.narrow(conditions, terms));
    }

    /** A fault for each criterion that changes cannot be filtered by, but for words. */
    public List<Fault> unfollowable() {
        return criteria.stream()
                .flatMap(criterion -> criterion.unfollowable().stream())
                .toList();
    }

    /** A fault for each term that was merged into another. */
    public List<Fault> merged(Terms terms) {
        return criteria.stream()
                .flatMap(criterion -> criterion.merged(terms).stream())
                .toList();
    }

    /** The same filter with merged terms replaced by those they were merged into; itself where it names none. */
    public ReleaseFilter current(Terms terms) {
        ReleaseFilter current = each(criterion -> Optional.of(criterion.current(terms)));
        return current.equals(this) ? this : current;
    }

    /**
     * The nearest filter that the state which a change keeps can be judged by: units with those below them named one by
     * one; whether a translation is up to date, and what the text says, left out.
     */
    public ReleaseFilter judgeable(Terms terms) {
        return each(criterion -> criterion.judgeable(terms));
    }

    /** The same filter, between two days at most. */
    public ReleaseFilter within(LocalDate first, LocalDate last) {
        return with(criterion(DayCriterion.class)
                .orElse(new DayCriterion(Optional.empty(), Optional.empty()))
                .within(first, last));
    }

    /** The same filter with other words. */
    public ReleaseFilter saying(TextQuery other) {
        return with(new TextCriterion(other));
    }

    /** The same filter but for the part that picks values of the facet. */
    public ReleaseFilter without(Facet facet) {
        return each(criterion -> criterion.without(facet));
    }

    private ReleaseFilter each(Function<Criterion, Optional<Criterion>> change) {
        return new ReleaseFilter(criteria.stream()
                .flatMap(criterion -> change.apply(criterion).stream())
                .toList());
    }

    private ReleaseFilter with(Criterion other) {
        List<Criterion> all = new ArrayList<>(criteria);
        all.removeIf(criterion -> criterion.parameter() == other.parameter());
        all.add(other);
        all.sort(Comparator.comparingInt(criterion -> PARAMETERS.indexOf(criterion.parameter())));
        return new ReleaseFilter(List.copyOf(all));
    }

    /** Whether it selects everything. */
    public boolean isEmpty() {
        return criteria.isEmpty();
    }

    /** The filter as a query string: the same for every spelling of it. */
    public Query query() {
        Query query = new Query();
        criteria.forEach(criterion -> criterion.write(query));
        return query;
    }
}
