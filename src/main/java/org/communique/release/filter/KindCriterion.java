package org.communique.release.filter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.communique.http.request.Query;
import org.communique.release.content.FilterState;
import org.communique.release.content.ReleaseKind;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;

/** {@code kind}: the release is of any of these kinds, which are values of the facet of that name. */
record KindCriterion(List<ReleaseKind> kinds) implements Criterion {
    private static final String NAME = "kind";

    static final FilterParameter PARAMETER = new FilterParameter(
            (parameters, terms) -> Optional.of(parameters.choices(NAME, ReleaseKind.written()).stream()
                            .map(ReleaseKind::of)
                            .toList())
                    .filter(kinds -> !kinds.isEmpty())
                    .map(KindCriterion::new),
            Description.of(
                    NAME,
                    "Any of these kinds; repeatable",
                    () -> FilterParameter.repeated(
                            FilterParameter.text().enumeration(List.copyOf(ReleaseKind.written()))),
                    List.of("press-release")));

    @Override
    public FilterParameter parameter() {
        return PARAMETER;
    }

    @Override
    public void write(Query query) {
        query.add(NAME, written());
    }

    private List<String> written() {
        return kinds.stream().map(ReleaseKind::wire).toList();
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {
        selection.and(BitmapSelection.any(
                kinds.stream().map(kind -> selection.index().of(kind)).toList()));
    }

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {
        conditions.and(kinds.stream()
                .map(kind -> "r.kind = " + conditions.bind(kind))
                .collect(Collectors.joining(" or ", "(", ")")));
    }

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {
        conditions.anyOf(Facet.KIND.wire(), written());
    }

    @Override
    public boolean selects(String id, FilterState state) {
        return kinds.contains(state.kind());
    }

    @Override
    public Optional<Criterion> without(Facet facet) {
        return facet == Facet.KIND ? Optional.empty() : Optional.of(this);
    }

    @Override
    public Set<String> selected(Facet facet) {
        return facet == Facet.KIND ? Set.copyOf(written()) : Set.of();
    }
}
