package org.communique.release.filter;

import java.util.Optional;
import org.communique.http.request.Query;
import org.communique.release.content.FilterState;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;

/** {@code q} and {@code q.in}: what a text has to say. The search finds the words; lists and databases cannot. */
record TextCriterion(TextQuery text) implements Criterion {
    static final FilterParameter PARAMETER = new FilterParameter(
            (parameters, terms) -> TextQuery.parse(parameters).map(TextCriterion::new),
            Description.elsewhere(TextQuery.PARAMETER),
            Description.elsewhere(TextQuery.FIELDS));

    @Override
    public FilterParameter parameter() {
        return PARAMETER;
    }

    @Override
    public void write(Query query) {
        query.append(text.query().toString());
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {}

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {}

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {}

    @Override
    public boolean selects(String id, FilterState state) {
        throw new IllegalArgumentException("a state has no text: " + text.written());
    }

    @Override
    public Optional<Criterion> judgeable(Terms terms) {
        return Optional.empty();
    }
}
