package org.communique.release.filter;

import java.util.List;
import org.communique.http.request.Query;
import org.communique.release.content.FilterState;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;

/** {@code status}: published releases only, or withdrawn ones only. */
record StatusCriterion(ReleaseStatus status) implements Criterion {
    private static final String NAME = "status";
    private static final List<String> VALUES = List.of("published", "withdrawn");

    static final FilterParameter PARAMETER = new FilterParameter(
            (parameters, terms) -> parameters
                    .choice(NAME, VALUES)
                    .map(value -> value.equals("published") ? ReleaseStatus.PUBLISHED : ReleaseStatus.WITHDRAWN)
                    .map(StatusCriterion::new),
            Description.of(
                    NAME,
                    "published leaves withdrawn releases out; without it both are there",
                    () -> FilterParameter.text().enumeration(List.copyOf(VALUES)),
                    "published"));

    @Override
    public FilterParameter parameter() {
        return PARAMETER;
    }

    @Override
    public void write(Query query) {
        query.add(NAME, status.wire());
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {
        if (status == ReleaseStatus.WITHDRAWN) {
            selection.and(selection.index().withdrawn());
        } else {
            selection.andNot(selection.index().withdrawn());
        }
    }

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {
        conditions.and("r.status = " + conditions.bind(status));
    }

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {
        conditions.anyOf(SearchConditions.STATUS, List.of(status.wire()));
    }

    @Override
    public boolean selects(String id, FilterState state) {
        return state.status() == status;
    }
}
