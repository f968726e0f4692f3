package org.communique.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.communique.release.ReleaseFilter;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.predicate.dsl.BooleanPredicateClausesStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.util.common.data.Range;

/** The filter but for its words, as a condition on documents that each selected release meets with just one. */
final class Selection {
    private final SearchPredicateFactory f;
    private final ReleaseFilter filter;
    private final Terms terms;

    private Selection(SearchPredicateFactory f, ReleaseFilter filter, Terms terms) {
        this.f = f;
        this.filter = filter;
        this.terms = terms;
    }

    static SearchPredicate of(SearchPredicateFactory f, ReleaseFilter filter, Terms terms) {
        return new Selection(f, filter, terms).predicate();
    }

    private SearchPredicate predicate() {
        BooleanPredicateClausesStep<?, ?> all = f.bool();
        filter.terms().forEach((vocabulary, criteria) -> terms(all, vocabulary, criteria));
        filter.status()
                .ifPresent(status ->
                        all.filter(f.match().field(DocumentFields.STATUS).matching(status.wire())));
        day(all, filter.from(), filter.to());
        instants(all, DocumentFields.PUBLISHED_AT, filter.publishedFrom(), filter.publishedTo());
        instants(all, DocumentFields.UPDATED_AT, filter.updatedFrom(), filter.updatedTo());
        shown(all, filter.languages());
        return f.bool().filter(all.toPredicate()).toPredicate();
    }

    private void terms(
            BooleanPredicateClausesStep<?, ?> all, Vocabulary vocabulary, ReleaseFilter.TermCriteria criteria) {
        String field = vocabulary.parameter();
        if (!criteria.any().isEmpty()) {
            all.filter(anyOf(field, expanded(vocabulary, criteria.any())));
        }
        for (String code : criteria.all()) {
            all.filter(anyOf(field, expanded(vocabulary, List.of(code))));
        }
        if (!criteria.not().isEmpty()) {
            all.mustNot(anyOf(field, expanded(vocabulary, criteria.not())));
        }
        criteria.none().ifPresent(none -> {
            SearchPredicate some = f.exists().field(field).toPredicate();
            if (none) {
                all.mustNot(some);
            } else {
                all.filter(some);
            }
        });
    }

    private Set<String> expanded(Vocabulary vocabulary, List<String> codes) {
        Set<String> expanded = new LinkedHashSet<>(codes);
        if (vocabulary == Vocabulary.ORGANIZATIONAL_UNIT && filter.sourceDescendants()) {
            codes.forEach(code -> expanded.addAll(terms.withDescendants(code)));
        }
        return expanded;
    }

    private SearchPredicate anyOf(String field, Collection<String> values) {
        return f.terms().field(field).matchingAny(values).toPredicate();
    }

    private void day(BooleanPredicateClausesStep<?, ?> all, Optional<LocalDate> from, Optional<LocalDate> to) {
        if (from.isPresent() || to.isPresent()) {
            all.filter(f.range().field(DocumentFields.DAY).within(Range.between(from.orElse(null), to.orElse(null))));
        }
    }

    private void instants(
            BooleanPredicateClausesStep<?, ?> all, String field, Optional<Instant> from, Optional<Instant> to) {
        from.ifPresent(first -> all.filter(f.range().field(field).atLeast(first)));
        to.ifPresent(end -> all.filter(f.range().field(field).lessThan(end)));
    }

    /** Just the document of the text that is shown: the original, or the first language of the look-up that exists. */
    private void shown(BooleanPredicateClausesStep<?, ?> all, List<String> languages) {
        if (languages.isEmpty()) {
            all.filter(f.match().field(DocumentFields.ORIGINAL).matching(DocumentFields.flag(true)));
            filter.upToDate()
                    .ifPresent(upToDate -> all.filter(
                            f.match().field(DocumentFields.BEHIND).matching(DocumentFields.flag(!upToDate))));
            return;
        }
        BooleanPredicateClausesStep<?, ?> any = f.bool();
        for (int i = 0; i < languages.size(); i++) {
            BooleanPredicateClausesStep<?, ?> one =
                    f.bool().filter(f.match().field(DocumentFields.LANGUAGE).matching(languages.get(i)));
            if (i > 0) {
                one.mustNot(anyOf(DocumentFields.LANGUAGES, languages.subList(0, i)));
            }
            any.should(one.toPredicate());
        }
        all.filter(any.toPredicate());
        filter.upToDate()
                .ifPresent(upToDate ->
                        all.filter(f.match().field(DocumentFields.UP_TO_DATE).matching(DocumentFields.flag(upToDate))));
    }
}
