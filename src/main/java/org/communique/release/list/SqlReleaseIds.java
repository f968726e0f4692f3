package org.communique.release.list;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.bitmap.ReleaseVersion;
import org.communique.release.filter.ReleaseConditions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.release.list.ReleaseIds.Announced;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.Terms;
import org.hibernate.query.Query;

/** The lists that filters without words select, from the database. To be called in a snapshot. */
@ApplicationScoped
class SqlReleaseIds {
    @Inject
    EntityManager entities;

    /** A mark of every release that the filter selects, in no order. */
    List<ReleaseVersion> marks(ReleaseFilter filter, Terms terms) {
        ReleaseConditions conditions = new ReleaseConditions(filter, terms);
        String query = "select r.id, r.revision, r.day from PressRelease r where " + conditions.where();
        return bound(query, conditions, Object[].class)
                .getResultStream()
                .map(row -> new ReleaseVersion((UUID) row[0], (Integer) row[1], (LocalDate) row[2]))
                .toList();
    }

    /** The releases that the filter selects and whose last announced change is after a number; newest first. */
    List<Announced> announced(ReleaseFilter filter, Terms terms, long after, int most, Predicate<UUID> chosen) {
        ReleaseConditions conditions = new ReleaseConditions(filter, terms);
        conditions.and("r.announcement > " + conditions.bind(after));
        String query = "select r.id, r.announcement from PressRelease r where " + conditions.where()
                + " order by r.announcement desc";
        int rowsRead = filter.text().isPresent() ? Integer.MAX_VALUE : most;
        try (Stream<Object[]> rows =
                bound(query, conditions, Object[].class).setMaxResults(rowsRead).getResultStream()) {
            return rows.map(row -> new Announced((UUID) row[0], (Long) row[1]))
                    .filter(one -> chosen.test(one.id()))
                    .limit(most)
                    .toList();
        }
    }

    /** Characters of the bodies that the filter selects, in all languages. */
    long bodySize(ReleaseFilter filter, Terms terms) {
        ReleaseConditions conditions = new ReleaseConditions(filter, terms);
        String query = "select coalesce(sum(r.bodySize), 0) from PressRelease r where " + conditions.where();
        return bound(query, conditions, Long.class).getSingleResult();
    }

    /** The nearest day before, or after, a day on which there is a release that the filter selects. */
    Optional<LocalDate> nearestDay(ReleaseFilter filter, Terms terms, LocalDate day, boolean before) {
        ReleaseConditions conditions = new ReleaseConditions(filter, terms);
        conditions.and("r.day " + (before ? "<" : ">") + " " + conditions.bind(day));
        String query = "select " + (before ? "max" : "min") + "(r.day) from PressRelease r where " + conditions.where();
        return Optional.ofNullable(bound(query, conditions, LocalDate.class).getSingleResult());
    }

    long total(ReleaseFilter filter, Terms terms) {
        ReleaseConditions conditions = new ReleaseConditions(filter, terms);
        return bound("select count(*) from PressRelease r where " + conditions.where(), conditions, Long.class)
                .getSingleResult();
    }

    ListSlice find(ReleaseFilter filter, Terms terms, ReleaseSort sort, ListPosition place, int limit) {
        ReleaseConditions conditions = new ReleaseConditions(filter, terms);
        boolean descending = sort.descending() != place.backward();
        if (!place.key().isEmpty()) {
            conditions.and(beyond(conditions, sort.columns(), place.key(), descending));
        }
        String text = sort != ReleaseSort.TITLE
                ? ""
                : " join ReleaseText t on t.releaseId = r.id and " + conditions.shown("t");
        String direction = descending ? " desc" : " asc";
        String query = "select " + String.join(", ", sort.columns()) + " from PressRelease r" + text + " where "
                + conditions.where() + " order by "
                + sort.columns().stream().map(column -> column + direction).collect(Collectors.joining(", "));
        List<Object[]> rows = bound(query, conditions, Object[].class)
                .setFirstResult(place.offset())
                .setMaxResults(limit + 1)
                .getResultList();
        List<ListHit> hits = new ArrayList<>(rows.size());
        for (Object[] row : rows.subList(0, Math.min(limit, rows.size()))) {
            hits.add(new ListHit(
                    (UUID) row[row.length - 1],
                    Arrays.stream(row).map(ReleaseSort::write).toList()));
        }
        if (place.backward()) {
            Collections.reverse(hits);
        }
        return new ListSlice(hits, rows.size() > limit);
    }

    /** Strictly beyond the key in the order of the columns; the first column alone comes first, for the index. */
    private static String beyond(
            ReleaseConditions conditions, List<String> columns, List<Object> key, boolean descending) {
        String strictly = descending ? " < " : " > ";
        String condition = "";
        for (int i = columns.size() - 1; i >= 0; i--) {
            String column = columns.get(i);
            String value = conditions.bind(key.get(i));
            condition = condition.isEmpty()
                    ? column + strictly + value
                    : "(" + column + strictly + value + " or " + column + " = " + value + " and " + condition + ")";
        }
        return columns.get(0) + (descending ? " <= " : " >= ") + conditions.bind(key.get(0)) + " and " + condition;
    }

    private <T> Query<T> bound(String query, ReleaseConditions conditions, Class<T> result) {
        Snapshots.requireStore();
        Query<T> bound = entities.createQuery(query, result).unwrap(Query.class);
        for (Map.Entry<String, Object> value : conditions.values().entrySet()) {
            if (value.getValue() instanceof Iterable<?>) {
                bound.setParameterList(value.getKey(), (java.util.Collection<?>) value.getValue());
            } else {
                bound.setParameter(value.getKey(), value.getValue());
            }
        }
        return bound;
    }
}
