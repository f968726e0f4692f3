package org.communique.release.filter;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.content.FilterState;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;
import org.communique.value.Instants;

/** {@code from} and {@code to}: the first editorial day and the last. */
record DayCriterion(Optional<LocalDate> from, Optional<LocalDate> to) implements Criterion {
    private static final String FROM = "from";
    private static final String TO = "to";

    static final FilterParameter PARAMETER = new FilterParameter(
            (parameters, terms) -> read(parameters),
            Description.of(
                    FROM,
                    "Earliest date, inclusive",
                    () -> FilterParameter.text().format("date"),
                    "2010-01-01"),
            Description.of(
                    TO, "Latest date, inclusive", () -> FilterParameter.text().format("date"), "2030-12-31"));

    private static Optional<DayCriterion> read(Parameters parameters) {
        Optional<LocalDate> from = parameters.day(FROM);
        Optional<LocalDate> to = parameters.day(TO);
        return from.isEmpty() && to.isEmpty() ? Optional.empty() : Optional.of(new DayCriterion(from, to));
    }

    /** The same, between two days at most. */
    DayCriterion within(LocalDate first, LocalDate last) {
        return new DayCriterion(
                Optional.of(from.filter(first::isBefore).orElse(first)),
                Optional.of(to.filter(last::isAfter).orElse(last)));
    }

    @Override
    public FilterParameter parameter() {
        return PARAMETER;
    }

    @Override
    public void write(Query query) {
        query.add(FROM, from.map(Instants::write).orElse(null))
                .add(TO, to.map(Instants::write).orElse(null));
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {
        selection.days(from, to);
    }

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {
        from.ifPresent(day -> conditions.and("r.day >= " + conditions.bind(day)));
        to.ifPresent(day -> conditions.and("r.day <= " + conditions.bind(day)));
    }

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {
        from.ifPresent(day -> conditions.atLeast(SearchConditions.DAY, day));
        to.ifPresent(day -> conditions.atMost(SearchConditions.DAY, day));
    }

    @Override
    public boolean selects(String id, FilterState state) {
        return from.map(day -> !state.date().isBefore(day)).orElse(true)
                && to.map(day -> !state.date().isAfter(day)).orElse(true);
    }

    @Override
    public Optional<Criterion> without(Facet facet) {
        return facet == Facet.YEAR || facet == Facet.MONTH ? Optional.empty() : Optional.of(this);
    }

    /** The year or month that the days are. */
    @Override
    public Set<String> selected(Facet facet) {
        boolean whole = (facet == Facet.YEAR || facet == Facet.MONTH)
                && from.filter(first -> facet.isFirst(first)
                                && to.filter(facet.after(first).minusDays(1)::equals)
                                        .isPresent())
                        .isPresent();
        return whole ? Set.of(facet.of(from.get())) : Set.of();
    }
}
