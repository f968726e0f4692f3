package org.communique.release.list;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Predicate;
import org.communique.release.bitmap.BitmapColumns;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.bitmap.ReleaseVersion;
import org.communique.release.filter.BitmapSelection;
import org.communique.release.filter.Facet;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.release.list.ReleaseIds.Announced;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/**
 * The lists that filters without words select, from memory; each answer is empty where the memory does not stand at the
 * snapshot's number, or has no such order.
 */
@ApplicationScoped
class MemoryReleaseIds {
    @Inject
    BitmapIndexFollower follower;

    Optional<List<ReleaseVersion>> marks(ReleaseFilter filter, Terms terms) {
        return follower.read(index -> {
            BitmapColumns columns = index.columns();
            List<ReleaseVersion> marks = new ArrayList<>();
            new BitmapSelection(index, filter, terms)
                    .forEach(place -> marks.add(
                            new ReleaseVersion(columns.id(place), columns.revision(place), columns.day(place))));
            return marks;
        });
    }

    Optional<List<Announced>> announced(
            ReleaseFilter filter, Terms terms, long after, int most, Predicate<UUID> chosen) {
        return follower.read(index -> {
            BitmapColumns columns = index.columns();
            PriorityQueue<Announced> newest = new PriorityQueue<>(Comparator.comparingLong(Announced::number));
            new BitmapSelection(index, filter, terms).forEach(place -> {
                long number = columns.announced(place);
                boolean counts = number > after
                        && (newest.size() < most || number > newest.peek().number());
                if (counts && chosen.test(columns.id(place))) {
                    newest.add(new Announced(columns.id(place), number));
                    if (newest.size() > most) {
                        newest.remove();
                    }
                }
            });
            return newest.stream()
                    .sorted(Comparator.comparingLong(Announced::number).reversed())
                    .toList();
        });
    }

    Optional<Optional<LocalDate>> nearestDay(ReleaseFilter filter, Terms terms, LocalDate day, boolean before) {
        return follower.read(index -> {
            int place = new BitmapSelection(index, filter, terms).nearest(day.toEpochDay(), before);
            return place < 0 ? Optional.empty() : Optional.of(index.columns().day(place));
        });
    }

    Optional<Long> total(ReleaseFilter filter, Terms terms) {
        return follower.read(index -> (long) new BitmapSelection(index, filter, terms).count());
    }

    Optional<Map<String, Long>> uses(Vocabulary vocabulary) {
        return follower.read(index -> index.uses(vocabulary));
    }

    /** The values of the facets that are asked for, each within its filter. */
    Optional<Map<Facet, Map<String, Long>>> facets(ReleaseFilter filter, Terms terms, ListOptions options) {
        return follower.read(index -> {
            Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
            FacetValues.byFilter(filter, options).forEach((within, facets) -> {
                ListFacets places = new ListFacets(index, within, terms);
                facets.forEach(facet -> counts.put(facet, places.counts(facet)));
            });
            return counts;
        });
    }

    Optional<ListSlice> find(ReleaseFilter filter, Terms terms, ReleaseSort sort, ListPosition place, int limit) {
        if (sort == ReleaseSort.TITLE || sort == ReleaseSort.RELEVANCE) {
            return Optional.empty();
        }
        return follower.read(
                index -> new ListOrder(index, sort).page(new BitmapSelection(index, filter, terms), place, limit));
    }
}
