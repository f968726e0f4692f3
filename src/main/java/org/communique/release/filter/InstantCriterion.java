package org.communique.release.filter;

import java.time.Instant;
import java.util.Optional;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.content.FilterState;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;
import org.communique.value.Instants;

/** {@code publishedFrom}, {@code publishedTo}, {@code updatedFrom} and {@code updatedTo}: the first instant, and the end. */
record InstantCriterion(Kind kind, Optional<Instant> from, Optional<Instant> to) implements Criterion {
    static final FilterParameter PUBLISHED = parameter(Kind.PUBLISHED);
    static final FilterParameter UPDATED = parameter(Kind.UPDATED);

    /** Which of a release's instants. */
    enum Kind {
        PUBLISHED("published", SearchConditions.PUBLISHED_AT),
        UPDATED("updated", SearchConditions.UPDATED_AT);

        private final String name;
        /** In rows and in documents of a search engine. */
        private final String field;

        Kind(String name, String field) {
            this.name = name;
            this.field = field;
        }
    }

    private static FilterParameter parameter(Kind kind) {
        return new FilterParameter(
                (parameters, terms) -> read(parameters, kind),
                Description.of(
                        kind.name + "From",
                        "First instant, inclusive (RFC 3339)",
                        () -> FilterParameter.text().format("date-time"),
                        "2010-01-01T00:00:00Z"),
                Description.of(
                        kind.name + "To",
                        "Last instant, exclusive (RFC 3339)",
                        () -> FilterParameter.text().format("date-time"),
                        "2030-12-31T00:00:00Z"));
    }

    private static Optional<InstantCriterion> read(Parameters parameters, Kind kind) {
        Optional<Instant> from = parameters.instant(kind.name + "From");
        Optional<Instant> to = parameters.instant(kind.name + "To");
        return from.isEmpty() && to.isEmpty() ? Optional.empty() : Optional.of(new InstantCriterion(kind, from, to));
    }

    @Override
    public FilterParameter parameter() {
        return kind == Kind.PUBLISHED ? PUBLISHED : UPDATED;
    }

    @Override
    public void write(Query query) {
        query.add(kind.name + "From", from.map(Instants::write).orElse(null))
                .add(kind.name + "To", to.map(Instants::write).orElse(null));
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {
        long least = from.map(InstantCriterion::ceiling).orElse(Long.MIN_VALUE);
        long end = to.map(InstantCriterion::ceiling).orElse(Long.MAX_VALUE);
        if (kind == Kind.PUBLISHED) {
            selection.published(least, end);
        } else {
            selection.updated(least, end);
        }
    }

    /** The first millisecond that is not before the instant. */
    private static long ceiling(Instant at) {
        long millis = at.toEpochMilli();
        return at.getNano() % 1_000_000 == 0 ? millis : millis + 1;
    }

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {
        from.ifPresent(at -> conditions.and("r." + kind.field + " >= " + conditions.bind(at)));
        to.ifPresent(at -> conditions.and("r." + kind.field + " < " + conditions.bind(at)));
    }

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {
        from.ifPresent(at -> conditions.atLeast(kind.field, ceiling(at)));
        to.ifPresent(at -> conditions.below(kind.field, ceiling(at)));
    }

    @Override
    public boolean selects(String id, FilterState state) {
        Instant at = kind == Kind.PUBLISHED ? state.publishedAt() : state.updatedAt();
        return from.map(first -> !at.isBefore(first)).orElse(true)
                && to.map(at::isBefore).orElse(true);
    }
}
