package org.communique.release.list;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.communique.release.bitmap.BitmapIndex;
import org.communique.release.content.ReleaseKind;
import org.communique.release.filter.BitmapSelection;
import org.communique.release.filter.Facet;
import org.communique.release.filter.ReleaseFilter;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.roaringbitmap.RoaringBitmap;

/** Counts the values of facets among the places that a filter selects. */
final class ListFacets {
    private final BitmapIndex index;
    private final ReleaseFilter within;
    private final Terms terms;
    private final BitmapSelection selection;

    ListFacets(BitmapIndex index, ReleaseFilter within, Terms terms) {
        this(index, within, terms, new BitmapSelection(index, within, terms));
    }

    /** @param selection by the filter that they count within, with words or without */
    ListFacets(BitmapIndex index, ReleaseFilter within, Terms terms, BitmapSelection selection) {
        this.index = index;
        this.within = within;
        this.terms = terms;
        this.selection = selection;
    }

    Map<String, Long> counts(Facet facet) {
        return facet.vocabulary().map(this::terms).orElseGet(() -> switch (facet) {
            case LANGUAGE -> counts(index.languages());
            case YEAR, MONTH -> days(facet);
            case KIND -> kinds();
            default -> throw new IllegalArgumentException("not counted by days or languages: " + facet);
        });
    }

    private Map<String, Long> terms(Vocabulary vocabulary) {
        Map<String, Long> counts = counts(index.carrying().get(vocabulary));
        if (within.descendants(vocabulary)) {
            parents(counts.keySet())
                    .forEach(unit -> counts.put(
                            unit,
                            selection.count(BitmapSelection.any(terms.withDescendants(unit).stream()
                                    .map(code -> index.carrying(vocabulary, code))
                                    .toList()))));
        }
        return counts;
    }

    /** All units above some others. */
    private Set<String> parents(Set<String> units) {
        Set<String> parents = new HashSet<>();
        for (String code : units) {
            String parent = terms.parent(code);
            while (parent != null && parents.add(parent)) {
                parent = terms.parent(parent);
            }
        }
        return parents;
    }

    private Map<String, Long> kinds() {
        Map<String, Long> counts = new HashMap<>();
        for (ReleaseKind kind : ReleaseKind.values()) {
            counts.put(kind.wire(), selection.count(index.of(kind)));
        }
        return counts;
    }

    private Map<String, Long> counts(Map<String, RoaringBitmap> places) {
        Map<String, Long> counts = new HashMap<>();
        places.forEach((value, carrying) -> counts.put(value, selection.count(carrying)));
        return counts;
    }

    /** Places are in the order of days, so that those of a month are the next so many. */
    private Map<String, Long> days(Facet facet) {
        Map<String, Long> counts = new HashMap<>();
        int all = selection.count();
        for (int done = 0; done < all; ) {
            LocalDate day = index.columns().day(selection.at(done));
            int end =
                    selection.before(index.columns().beforeDay(facet.after(day).toEpochDay()));
            counts.put(facet.of(day), (long) end - done);
            done = end;
        }
        return counts;
    }
}
