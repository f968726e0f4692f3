package org.communique.release.filter;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.http.request.Query;
import org.communique.release.bitmap.Ordinals;
import org.communique.release.content.FilterState;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;
import org.communique.value.Uuids;

/** {@code id}: any of these releases; an id that no public release has selects nothing. */
record IdCriterion(List<UUID> ids) implements Criterion {
    private static final String NAME = "id";
    private static final int MOST = 100;

    static final FilterParameter PARAMETER = new FilterParameter(
            (parameters, terms) -> Optional.of(parameters.each(NAME, MOST, "not-a-uuid", "a UUID", Uuids::parse))
                    .filter(ids -> !ids.isEmpty())
                    .map(IdCriterion::new),
            Description.of(
                    NAME,
                    "Any of these ids; repeatable, up to " + MOST,
                    () -> FilterParameter.repeated(FilterParameter.text().format("uuid")),
                    List.of("5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001")));

    @Override
    public FilterParameter parameter() {
        return PARAMETER;
    }

    @Override
    public void write(Query query) {
        query.add(NAME, ids);
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {
        Ordinals ordinals = selection.index().ordinals();
        selection.and(selection.places(
                ids.stream().mapToInt(id -> ordinals.of(id.getMostSignificantBits(), id.getLeastSignificantBits()))));
    }

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {
        conditions.and("r.id in " + conditions.bind(ids));
    }

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {
        conditions.anyOf(SearchConditions.ID, ids.stream().map(UUID::toString).toList());
    }

    @Override
    public boolean selects(String id, FilterState state) {
        return ids.contains(UUID.fromString(id));
    }
}
