package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.communique.release.Facet;
import org.communique.release.FacetValues;
import org.communique.release.ReleaseFilter;
import org.communique.release.SearchExtras;
import org.communique.release.SearchPage.FacetValue;
import org.communique.taxonomy.Terms;

/** Counts releases by facets. Facets that count within the same filter are counted with one question. */
@ApplicationScoped
class FacetCounts {
    /** The facets that count within the very filter of the list, which are counted with its total. */
    static List<String> alongside(ReleaseFilter filter, SearchExtras extras) {
        return fields(FacetValues.byFilter(filter, extras).getOrDefault(filter, List.of()));
    }

    private static List<String> fields(List<Facet> facets) {
        return facets.stream().map(DocumentFields::of).toList();
    }

    /** @param known what was counted alongside already, by field */
    Map<String, List<FacetValue>> of(
            IndexQuery query,
            ReleaseFilter filter,
            Terms terms,
            SearchExtras extras,
            Map<String, Map<String, Long>> known) {
        Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
        FacetValues.byFilter(filter, extras).forEach((within, facets) -> {
            Map<String, Map<String, Long>> found = within.equals(filter) && !known.isEmpty()
                    ? known
                    : query.count(within, terms, fields(facets)).values();
            for (Facet facet : facets) {
                Map<String, Long> values = found.get(DocumentFields.of(facet));
                counts.put(
                        facet,
                        facet == Facet.SOURCE && filter.sourceDescendants()
                                ? upTheTree(query, within, terms, values)
                                : values);
            }
        });
        return FacetValues.shown(counts, filter, terms, extras);
    }

    /** Each unit with those below it; a release that names several of them counts once. */
    private static Map<String, Long> upTheTree(
            IndexQuery query, ReleaseFilter within, Terms terms, Map<String, Long> counts) {
        Map<String, Long> rolled = new TreeMap<>(counts);
        Set<String> parents = new HashSet<>();
        for (String code : counts.keySet()) {
            for (String parent = terms.parent(code);
                    parent != null && parents.add(parent);
                    parent = terms.parent(parent)) {
                rolled.put(
                        parent,
                        query.total(query.matching(within, terms)
                                .filter(query.predicates()
                                        .terms()
                                        .field(DocumentFields.of(Facet.SOURCE))
                                        .matchingAny(terms.withDescendants(parent)))
                                .toPredicate()));
            }
        }
        return rolled;
    }
}
