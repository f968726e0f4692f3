package org.communique.release.filter;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.communique.http.request.Query;
import org.communique.release.content.FilterState;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;

/** {@code year}: the year of the editorial day is any of these, which are values of the facet of that name. */
record YearCriterion(List<String> years) implements Criterion {
    private static final String NAME = "year";
    private static final int MOST = 100;

    static final FilterParameter PARAMETER = new FilterParameter(
            (parameters, terms) -> Optional.of(
                            parameters.each(NAME, MOST, "not-a-year", "four digits such as 2010", YearCriterion::year))
                    .filter(years -> !years.isEmpty())
                    .map(YearCriterion::new),
            Description.of(
                    NAME,
                    "Any of these years of the date; repeatable, up to " + MOST,
                    () -> FilterParameter.repeated(FilterParameter.text().pattern("^[0-9]{4}$")),
                    List.of("2010")));

    private static Optional<String> year(String text) {
        return text.matches("[0-9]{4}") && !text.equals("0000") ? Optional.of(text) : Optional.empty();
    }

    private static LocalDate first(String year) {
        return LocalDate.of(Integer.parseInt(year), 1, 1);
    }

    @Override
    public FilterParameter parameter() {
        return PARAMETER;
    }

    @Override
    public void write(Query query) {
        query.add(NAME, years);
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {
        selection.and(BitmapSelection.any(years.stream()
                .map(year -> selection.between(
                        first(year), Facet.YEAR.after(first(year)).minusDays(1)))
                .toList()));
    }

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {
        conditions.and(years.stream()
                .map(year -> "r.day between " + conditions.bind(first(year)) + " and "
                        + conditions.bind(Facet.YEAR.after(first(year)).minusDays(1)))
                .collect(Collectors.joining(" or ", "(", ")")));
    }

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {
        conditions.anyOf(Facet.YEAR.wire(), years);
    }

    @Override
    public boolean selects(String id, FilterState state) {
        return years.contains(Facet.YEAR.of(state.date()));
    }

    @Override
    public Optional<Criterion> without(Facet facet) {
        return facet == Facet.YEAR ? Optional.empty() : Optional.of(this);
    }

    @Override
    public Set<String> selected(Facet facet) {
        return facet == Facet.YEAR ? new HashSet<>(years) : Set.of();
    }
}
