package org.communique.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseIds.Place;
import org.communique.release.ReleaseSort;
import org.communique.release.SearchPage.Highlights;
import org.communique.release.SearchText;
import org.communique.taxonomy.Terms;
import org.hibernate.search.engine.search.aggregation.AggregationKey;
import org.hibernate.search.engine.search.aggregation.SearchAggregation;
import org.hibernate.search.engine.search.highlighter.dsl.HighlighterEncoder;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.predicate.dsl.BooleanPredicateClausesStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.engine.search.projection.SearchProjection;
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
    /** The conditions for words that were asked for in this session, by the words and the languages. */
    private final Map<List<Object>, SearchPredicate> words = new HashMap<>();

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

    /** At most {@code size} documents of a page in an order of fields, without the total, which would cost a look at each. */
    List<Found> page(ReleaseFilter filter, Terms terms, ReleaseSort sort, Place place, int offset, int size) {
        BooleanPredicateClausesStep<?, ?> query = matching(filter, terms);
        if (!place.key().isEmpty()) {
            query.filter(Orders.beyond(predicates(), sort, place.key(), place.backward()));
        }
        return found(query.toPredicate(), sort, place.backward(), offset, size);
    }

    /**
     * A page of the best, with what is counted among all of them, in one look at each: most searches find few documents, and
     * what a question costs besides its documents is paid once.
     */
    CountedPage best(ReleaseFilter filter, Terms terms, int offset, int size, List<String> fields) {
        BooleanPredicateClausesStep<?, ?> query = matching(filter, terms);
        if (!filter.text().map(Words::isPrefix).orElse(false)) {
            query.should(Words.newer(predicates()));
        }
        var step = session.search(scope)
                .select(Found.projection(scope.projection(), ReleaseSort.RELEVANCE))
                .where(query.toPredicate())
                .sort(Orders.sort(scope.sort(), ReleaseSort.RELEVANCE, false));
        for (String field : fields) {
            step = step.aggregation(key(field), values(field));
        }
        SearchResult<Found> result = step.fetch(offset, size);
        return new CountedPage(result.hits(), counted(result, fields));
    }

    /** The documents of a page, and what was counted among all. */
    record CountedPage(List<Found> found, Counted counted) {}

    /** Documents in an order. */
    List<Found> found(SearchPredicate query, ReleaseSort sort, boolean backward, int offset, int size) {
        return session.search(scope)
                .select(Found.projection(scope.projection(), sort))
                .where(query)
                .sort(Orders.sort(scope.sort(), sort, backward))
                .totalHitCountThreshold(size)
                .fetchHits(offset, size);
    }

    /** Where the words of a search stand in some documents that it found, by release. */
    Map<UUID, Highlights> highlights(SearchText text, List<Found> found) {
        SearchPredicateFactory f = predicates();
        Map<UUID, Highlights> highlights = new HashMap<>();
        found.stream()
                .collect(Collectors.groupingBy(Found::textLanguage))
                .forEach((language, documents) -> session.search(scope)
                        .select(Marked.projection(scope.projection(), language))
                        .where(f.bool()
                                .filter(f.id().matchingAny(documents.stream()
                                        .map(Found::document)
                                        .toList()))
                                .should(new Words(f, text.fields(), language).wanted(text))
                                .toPredicate())
                        // The encoder holds for all of them; OpenSearch takes it for none alone.
                        .highlighter(h -> h.plain()
                                .tag("<mark>", "</mark>")
                                .encoder(HighlighterEncoder.HTML)
                                .fragmentSize(PLACE)
                                .numberOfFragments(PLACES)
                                .orderByScore(true))
                        .highlighter(
                                Marked.WHOLE, h -> h.plain().fragmentSize(WHOLE).numberOfFragments(1))
                        .fetchHits(documents.size())
                        .forEach(marked -> highlights.put(marked.id(), marked.highlights())));
        return highlights;
    }

    /**
     * What was counted.
     *
     * @param values how often each is there, by field
     */
    record Counted(long total, Map<String, Map<String, Long>> values) {}

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

    long total(ReleaseFilter filter, Terms terms) {
        return total(matching(filter, terms).toPredicate());
    }

    long total(SearchPredicate query) {
        return session.search(scope)
                .select(scope.projection().id().toProjection())
                .where(query)
                .fetchTotalHitCount();
    }

    /** The ids of all documents that the filter selects. */
    SearchScroll<String> ids(ReleaseFilter filter, Terms terms, int chunk) {
        return session.search(scope)
                .select(scope.projection().id(String.class).toProjection())
                .where(matching(filter, terms).toPredicate())
                .scroll(chunk);
    }

    /** The texts of some documents that fit best, part by part, as they were written. */
    List<List<String>> texts(SearchPredicate query, Collection<String> tags, int most) {
        List<SearchProjection<String>> parts = TextLanguage.of(tags).stream()
                .flatMap(language -> TextLanguage.parts().stream().map(language::field))
                .map(field -> scope.projection().field(field, String.class).toProjection())
                .toList();
        return session.search(scope)
                .select(scope.projection()
                        .composite(IndexQuery::strings, parts.toArray(new SearchProjection<?>[0]))
                        .toProjection())
                .where(query)
                .totalHitCountThreshold(most)
                .fetchHits(most);
    }

    /** Whether the filter selects any. */
    boolean finds(ReleaseFilter filter, Terms terms) {
        return !session.search(scope)
                .select(scope.projection().id().toProjection())
                .where(matching(filter, terms).toPredicate())
                .sort(f -> f.indexOrder())
                .totalHitCountThreshold(1)
                .fetchHits(1)
                .isEmpty();
    }

    private static List<String> strings(List<?> values) {
        return values.stream().map(String.class::cast).toList();
    }

    /** At most {@code most} of the newest documents. */
    List<UUID> newest(SearchPredicate query, int most) {
        return session
                .search(scope)
                .select(scope.projection().id(String.class).toProjection())
                .where(query)
                .sort(f -> f.field(DocumentFields.DAY).desc())
                .totalHitCountThreshold(most)
                .fetchHits(most)
                .stream()
                .map(SearchDocument::release)
                .toList();
    }

    /**
     * How many documents the filter selects, and how often each value of each field is there among them: without scores and
     * without an order, which cost more than the counting.
     */
    Counted count(ReleaseFilter filter, Terms terms, List<String> fields) {
        var step = session.search(scope)
                .select(scope.projection().id().toProjection())
                .where(matching(filter, terms).toPredicate());
        for (String field : fields) {
            step = step.aggregation(key(field), values(field));
        }
        return counted(step.fetch(0), fields);
    }

    private static Counted counted(SearchResult<?> result, List<String> fields) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        fields.forEach(field -> counts.put(field, result.aggregation(key(field))));
        return new Counted(result.total().hitCount(), counts);
    }

    /** Documents that the filter selects, words included. */
    BooleanPredicateClausesStep<?, ?> matching(ReleaseFilter filter, Terms terms) {
        SearchPredicateFactory f = predicates();
        BooleanPredicateClausesStep<?, ?> query = f.bool().filter(Selection.of(f, filter, terms));
        filter.text()
                .ifPresent(text -> query.must(words.computeIfAbsent(
                        List.of(text, filter.languages()),
                        asked -> new Words(f, text.fields(), filter.languages()).of(text))));
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
