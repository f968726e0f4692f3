package org.communique.release;

import java.util.Optional;
import org.communique.release.FilterParameter.Description;
import org.communique.taxonomy.Terms;
import org.communique.web.Query;

/** {@code q} and {@code q.in}: what a text has to say. The search finds the words; lists and databases cannot. */
record TextCriterion(SearchText text) implements Criterion {
    static final FilterParameter PARAMETER = new FilterParameter(
            (parameters, terms) -> SearchText.parse(parameters).map(TextCriterion::new),
            Description.elsewhere(SearchText.PARAMETER),
            Description.elsewhere(SearchText.FIELDS));

    @Override
    public FilterParameter parameter() {
        return PARAMETER;
    }

    @Override
    public void write(Query query) {
        query.append(text.query().toString());
    }

    @Override
    public void narrow(ListSelection selection, Terms terms) {}

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
