package org.communique.release;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.communique.release.ReleaseFilter.TermCriteria;

/** The filter, applied to the state of one release that a change keeps, as {@link ReleaseConditions} applies it to rows. */
public final class FilterMatch {
    private final ReleaseFilter filter;

    /** @throws IllegalArgumentException where the filter asks for what a change does not keep */
    public FilterMatch(ReleaseFilter filter) {
        if (filter.upToDate().isPresent()
                || filter.sourceDescendants()
                || filter.text().isPresent()) {
            throw new IllegalArgumentException("not to be judged from a state: " + filter.query());
        }
        this.filter = filter;
    }

    /** Whether the filter selects the release in this state; null, where there is no public release, never is. */
    public boolean selects(FilterState state) {
        return state != null
                && filter.terms().entrySet().stream()
                        .allMatch(criteria -> carries(state.codes(criteria.getKey()), criteria.getValue()))
                && filter.status().map(state.status()::equals).orElse(true)
                && filter.from().map(day -> !state.date().isBefore(day)).orElse(true)
                && filter.to().map(day -> !state.date().isAfter(day)).orElse(true)
                && isWithin(state.publishedAt(), filter.publishedFrom(), filter.publishedTo())
                && isWithin(state.updatedAt(), filter.updatedFrom(), filter.updatedTo())
                && (filter.languages().isEmpty()
                        || !Collections.disjoint(state.languages().keySet(), filter.languages()));
    }

    private static boolean carries(List<String> codes, TermCriteria criteria) {
        return (criteria.any().isEmpty() || !Collections.disjoint(codes, criteria.any()))
                && codes.containsAll(criteria.all())
                && Collections.disjoint(codes, criteria.not())
                && criteria.none().map(none -> none == codes.isEmpty()).orElse(true);
    }

    private static boolean isWithin(Instant at, Optional<Instant> from, Optional<Instant> to) {
        return from.map(first -> !at.isBefore(first)).orElse(true)
                && to.map(at::isBefore).orElse(true);
    }
}
