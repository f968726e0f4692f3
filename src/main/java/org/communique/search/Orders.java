package org.communique.search;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.release.ReleaseSort;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.predicate.dsl.BooleanPredicateClausesStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.engine.search.sort.SearchSort;
import org.hibernate.search.engine.search.sort.dsl.CompositeSortComponentsStep;
import org.hibernate.search.engine.search.sort.dsl.SearchSortFactory;

/** The orders of lists, on the fields of documents. */
final class Orders {
    private static final Map<String, String> FIELDS = Map.of(
            "r.day", DocumentFields.DAY,
            "r.publishedAt", DocumentFields.PUBLISHED_AT,
            "r.updatedAt", DocumentFields.UPDATED_AT,
            "t.titleKey", DocumentFields.TITLE_KEY,
            "r.id", DocumentFields.RELEASE);

    private Orders() {}

    static SearchSort sort(SearchSortFactory f, ReleaseSort sort, boolean backward) {
        CompositeSortComponentsStep<?, ?> composite = f.composite();
        ReleaseSort columns = sort;
        if (sort == ReleaseSort.RELEVANCE) {
            composite.add(f.score());
            columns = ReleaseSort.NEWEST_DAY;
        }
        boolean descending = columns.descending() != backward;
        for (String column : columns.columns()) {
            composite.add(
                    descending
                            ? f.field(FIELDS.get(column)).desc()
                            : f.field(FIELDS.get(column)).asc());
        }
        return composite.toSort();
    }

    /** What is strictly beyond a key. */
    static SearchPredicate beyond(SearchPredicateFactory f, ReleaseSort sort, List<Object> key, boolean backward) {
        boolean descending = sort.descending() != backward;
        List<String> columns = sort.columns();
        BooleanPredicateClausesStep<?, ?> any = f.bool();
        for (int i = 0; i < columns.size(); i++) {
            BooleanPredicateClausesStep<?, ?> one = f.bool();
            for (int j = 0; j < i; j++) {
                one.filter(f.match().field(FIELDS.get(columns.get(j))).matching(value(key.get(j))));
            }
            var range = f.range().field(FIELDS.get(columns.get(i)));
            Object value = value(key.get(i));
            one.filter(descending ? range.lessThan(value) : range.greaterThan(value));
            any.should(one.toPredicate());
        }
        return any.toPredicate();
    }

    private static Object value(Object part) {
        return part instanceof UUID id ? id.toString() : part;
    }
}
