package org.communique.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseIds.Place;
import org.communique.release.ReleaseSort;
import org.communique.release.SearchExtras;
import org.communique.taxonomy.Terms;
import org.hibernate.search.engine.search.aggregation.AggregationKey;
import org.hibernate.search.engine.search.aggregation.SearchAggregation;
import org.hibernate.search.engine.search.highlighter.dsl.HighlighterEncoder;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.predicate.dsl.BooleanPredicateClausesStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.engine.search.query.SearchResult;
import org.hibernate.search.engine.search.query.SearchScroll;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.standalone.scope.SearchScope;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;

/** The questions that are put to the engine, in one session. */
final class IndexQuery {
    private static final int WHOLE = 100_000;
    private static final int PLACE = 160;
    private static final int PLACES = 3;
    private static final int MOST_VALUES = 10_000;

    private final SearchSession session;
    private final SearchScope<SearchDocument> scope;

    private IndexQuery(SearchSession session, SearchScope<SearchDocument> scope) {
        this.session = session;
        this.scope = scope;
    }

    static <T> T in(SearchMapping mapping, Function<IndexQuery, T> question) {
        try (SearchSession session = mapping.createSession()) {
            return question.apply(new IndexQuery(session, session.scope(SearchDocument.class)));
        }
    }

    SearchPredicateFactory predicates() {
        return scope.predicate();
    }

    /**
     * A page; the total is that of what lies beyond the place's key.
     *
     * @param counted fields whose values are counted, over the same documents
     */
    SearchResult<Found> page(
            ReleaseFilter filter,
            Terms terms,
            ReleaseSort sort,
            Place place,
            int offset,
            int size,
            SearchExtras extras,
            List<String> counted) {
        SearchPredicateFactory f = predicates();
        BooleanPredicateClausesStep<?, ?> query = matching(filter, terms);
        if (sort == ReleaseSort.RELEVANCE) {
            Words.preferNewer(f, query);
        }
        if (!place.key().isEmpty()) {
            query.filter(Orders.beyond(f, sort, place.key(), place.backward()));
        }
        Collection<String> highlighted = extras.highlight() ? filter.languages() : null;
        return found(query.toPredicate(), sort, place.backward(), highlighted, offset, size, counted);
    }

    /** Documents in an order. */
    SearchResult<Found> found(
            SearchPredicate query,
            ReleaseSort sort,
            boolean backward,
            Collection<String> highlighted,
            int offset,
            int size,
            List<String> counted) {
        var step = session.search(scope)
                .select(Found.projection(scope.projection(), highlighted))
                .where(query)
                .sort(Orders.sort(scope.sort(), sort, backward));
        if (highlighted != null) {
            // The encoder holds for all of them; OpenSearch takes it for none alone.
            step = step.highlighter(h -> h.plain()
                            .tag("<mark>", "</mark>")
                            .encoder(HighlighterEncoder.HTML)
                            .fragmentSize(PLACE)
                            .numberOfFragments(PLACES)
                            .orderByScore(true))
                    .highlighter(Found.WHOLE, h -> h.plain().fragmentSize(WHOLE).numberOfFragments(1));
        }
        for (String field : counted) {
            step = step.aggregation(key(field), values(field));
        }
        return step.fetch(offset, size);
    }

    private static AggregationKey<Map<String, Long>> key(String field) {
        return AggregationKey.of(field);
    }

    private SearchAggregation<Map<String, Long>> values(String field) {
        return scope.aggregation()
                .terms()
                .field(field, String.class)
                .maxTermCount(MOST_VALUES)
                .toAggregation();
    }

    /** How often each value of each field is there, as a search has counted them. */
    static Map<String, Map<String, Long>> counts(SearchResult<?> result, List<String> fields) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        fields.forEach(field -> counts.put(field, result.aggregation(key(field))));
        return counts;
    }

    long total(ReleaseFilter filter, Terms terms) {
        return total(matching(filter, terms).toPredicate());
    }

    long total(SearchPredicate query) {
        return session.search(scope)
                .select(scope.projection().id().toProjection())
                .where(query)
                .fetchTotalHitCount();
    }

    SearchScroll<String> ids(ReleaseFilter filter, Terms terms, int chunk) {
        return session.search(scope)
                .select(scope.projection()
                        .field(DocumentFields.RELEASE, String.class)
                        .toProjection())
                .where(matching(filter, terms).toPredicate())
                .scroll(chunk);
    }

    /** How often each value of each field is there among the documents. */
    Map<String, Map<String, Long>> counts(SearchPredicate query, List<String> fields) {
        var step = session.search(scope)
                .select(scope.projection().id().toProjection())
                .where(query);
        for (String field : fields) {
            step = step.aggregation(key(field), values(field));
        }
        return counts(step.fetch(0), fields);
    }

    /** Documents that the filter selects, words included. */
    BooleanPredicateClausesStep<?, ?> matching(ReleaseFilter filter, Terms terms) {
        SearchPredicateFactory f = predicates();
        BooleanPredicateClausesStep<?, ?> query = f.bool().filter(Selection.of(f, filter, terms));
        filter.text().ifPresent(text -> query.must(new Words(f, text.fields(), filter.languages()).of(text)));
        return query;
    }

    /** The documents of one release. */
    SearchPredicate is(UUID id) {
        return predicates()
                .match()
                .field(DocumentFields.RELEASE)
                .matching(id.toString())
                .toPredicate();
    }
}
