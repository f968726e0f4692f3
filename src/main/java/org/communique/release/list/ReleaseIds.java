package org.communique.release.list;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.bitmap.ReleaseVersion;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.release.list.SearchPage.FacetValue;
import org.communique.taxonomy.Terms;

/**
 * Answers (filter, sort, place, limit) with ids and the true total, for every list there is. To be called in a snapshot.
 * Words are the search's; all else comes from bitmaps in memory where they stand at the snapshot's number, and from the
 * database where they do not.
 */
@ApplicationScoped
public class ReleaseIds {
    @Inject
    ReleaseSearch search;

    @Inject
    MemoryReleaseIds memory;

    @Inject
    SqlReleaseIds sql;

    /** A mark of every release that the filter selects, in no order. */
    public List<ReleaseVersion> marks(ReleaseFilter filter, Terms terms) {
        return memory.marks(filter, terms).orElseGet(() -> sql.marks(filter, terms));
    }

    /** A release and the number of its last change that is announced. */
    public record Announced(UUID id, long number) {}

    /** The releases that the filter selects and whose last announced change is after a number; newest first. */
    public List<Announced> announced(ReleaseFilter filter, Terms terms, long after, int most) {
        Predicate<UUID> says = id -> true;
        if (filter.text().isPresent()) {
            says = search.all(filter, terms)::contains;
        }
        Predicate<UUID> chosen = says;
        return memory.announced(filter, terms, after, most, chosen)
                .orElseGet(() -> sql.announced(filter, terms, after, most, chosen));
    }

    /** Characters of the bodies that the filter selects, in all languages, as the database counts them. */
    public long storedBodySize(ReleaseFilter filter, Terms terms) {
        return sql.bodySize(filter, terms);
    }

    /** The nearest day before, or after, a day on which there is a release that the filter selects. */
    public Optional<LocalDate> nearestDay(ReleaseFilter filter, Terms terms, LocalDate day, boolean before) {
        if (filter.text().isPresent()) {
            ReleaseFilter beyond = before
                    ? filter.within(LocalDate.EPOCH.withYear(1), day.minusDays(1))
                    : filter.within(day.plusDays(1), LocalDate.EPOCH.withYear(9999));
            ReleaseSort sort = before ? ReleaseSort.NEWEST_DAY : ReleaseSort.OLDEST_DAY;
            return find(beyond, terms, sort, ListPosition.START, 1).hits().stream()
                    .findFirst()
                    .map(hit -> (LocalDate) sort.read(hit.key()).orElseThrow().get(0));
        }
        return memory.nearestDay(filter, terms, day, before)
                .orElseGet(() -> sql.nearestDay(filter, terms, day, before));
    }

    public long total(ReleaseFilter filter, Terms terms) {
        if (filter.text().isPresent()) {
            return search.total(filter, terms);
        }
        return memory.total(filter, terms).orElseGet(() -> sql.total(filter, terms));
    }

    /** The facets of a list without words; from the search index where the memory cannot tell. */
    public Map<String, List<FacetValue>> facets(ReleaseFilter filter, Terms terms, ListOptions options) {
        return memory.facets(filter, terms, options)
                .map(counts -> FacetValues.shown(counts, filter, terms, options))
                .orElseGet(() -> search.find(filter, terms, ReleaseSort.NEWEST_DAY, ListPosition.START, 0, options)
                        .facets());
    }

    public ListSlice find(ReleaseFilter filter, Terms terms, ReleaseSort sort, ListPosition place, int limit) {
        if (filter.text().isPresent()) {
            return search.find(filter, terms, sort, place, limit, ListOptions.NONE)
                    .slice();
        }
        return memory.find(filter, terms, sort, place, limit)
                .orElseGet(() -> sql.find(filter, terms, sort, place, limit));
    }
}
