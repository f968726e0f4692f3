package org.communique.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communique.release.filter.Facet;
import org.communique.release.filter.ReleaseFilter;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** Counts releases by facets. Those that count within the same filter are counted in one search. */
final class OpenSearchFacets {
    private static final int MOST_VALUES = 10_000;

    private OpenSearchFacets() {}

    /** The aggregations for the facets; a unit counts with those below it where the filter says so. */
    static Map<String, Object> aggregations(List<Facet> facets, ReleaseFilter filter, Terms terms) {
        Map<String, Object> aggregations = new HashMap<>();
        for (Facet facet : facets) {
            String field = OpenSearchFields.of(facet);
            Map<String, Object> units = new HashMap<>();
            if (facet == Facet.SOURCE && filter.descendants(Vocabulary.ORGANIZATIONAL_UNIT)) {
                terms.codes(Vocabulary.ORGANIZATIONAL_UNIT)
                        .forEach(code -> units.put(code, OpenSearchQueries.terms(field, terms.withDescendants(code))));
            }
            aggregations.put(
                    field,
                    units.isEmpty()
                            ? Map.of("terms", Map.of("field", field, "size", MOST_VALUES))
                            : Map.of("filters", Map.of("filters", units)));
        }
        return aggregations;
    }

    /** How often each value of the facets is there, by the answer to a search with their aggregations. */
    static Map<Facet, Map<String, Long>> counts(List<Facet> facets, JsonNode answer) {
        Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : facets) {
            Map<String, Long> values = new HashMap<>();
            JsonNode buckets =
                    answer.path("aggregations").path(OpenSearchFields.of(facet)).path("buckets");
            buckets.fields()
                    .forEachRemaining(unit -> values.put(
                            unit.getKey(), unit.getValue().path("doc_count").asLong()));
            for (JsonNode bucket : buckets) {
                if (bucket.has("key")) {
                    values.put(
                            bucket.path("key").asText(),
                            bucket.path("doc_count").asLong());
                }
            }
            counts.put(facet, values);
        }
        return counts;
    }
}
