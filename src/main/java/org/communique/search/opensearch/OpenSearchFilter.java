package org.communique.search.opensearch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communique.release.filter.SearchConditions;
import org.communique.search.opensearch.OpenSearchQueries.Bool;

/** Adds the conditions of a filter to a query of OpenSearch. */
final class OpenSearchFilter implements SearchConditions {
    private final Bool query;

    OpenSearchFilter(Bool query) {
        this.query = query;
    }

    @Override
    public void anyOf(String field, Collection<String> values) {
        query.filter(OpenSearchQueries.terms(field, values));
    }

    @Override
    public void noneOf(String field, Collection<String> values) {
        query.mustNot(OpenSearchQueries.terms(field, values));
    }

    @Override
    public void present(String field, boolean present) {
        Object exists = OpenSearchQueries.exists(field);
        if (present) {
            query.filter(exists);
        } else {
            query.mustNot(exists);
        }
    }

    @Override
    public void atLeast(String field, Object bound) {
        range(field, "gte", bound);
    }

    @Override
    public void atMost(String field, Object bound) {
        range(field, "lte", bound);
    }

    @Override
    public void below(String field, Object bound) {
        range(field, "lt", bound);
    }

    private void range(String field, String operator, Object bound) {
        query.filter(Map.of("range", Map.of(field, Map.of(operator, bound))));
    }

    @Override
    public void text(List<String> languages, Optional<Boolean> upToDate) {
        if (!languages.isEmpty()) {
            Object shown = OpenSearchQueries.shown(languages);
            query.filter(OpenSearchQueries.anyText(upToDate.<Object>map(current -> new Bool()
                            .filter(shown)
                            .filter(OpenSearchQueries.term(OpenSearchFields.UP_TO_DATE, current)))
                    .orElse(shown)));
        } else if (upToDate.isPresent()) {
            Object behind = OpenSearchQueries.anyText(OpenSearchQueries.term(OpenSearchFields.UP_TO_DATE, false));
            query.filter(upToDate.get() ? new Bool().mustNot(behind) : behind);
        }
    }
}
