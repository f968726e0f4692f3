package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.communique.release.Facet;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseFilter.TermCriteria;
import org.communique.release.SearchExtras;
import org.communique.release.SearchPage.FacetValue;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** Counts releases by facets. Facets that count within the same filter are counted with one question. */
@ApplicationScoped
class FacetCounts {
    /** The facets that count within the very filter of the list, which can be counted as its page is found. */
    static List<String> alongside(ReleaseFilter filter, SearchExtras extras) {
        return fields(byFilter(filter, extras).getOrDefault(filter, List.of()));
    }

    private static Map<ReleaseFilter, List<Facet>> byFilter(ReleaseFilter filter, SearchExtras extras) {
        Map<ReleaseFilter, List<Facet>> byFilter = new LinkedHashMap<>();
        for (SearchExtras.Request request : extras.facets()) {
            ReleaseFilter within = extras.own() ? filter : filter.without(request.facet());
            byFilter.computeIfAbsent(within, other -> new ArrayList<>()).add(request.facet());
        }
        return byFilter;
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
        Map<Facet, Map<String, Long>> counts = new LinkedHashMap<>();
        byFilter(filter, extras).forEach((within, facets) -> {
            Map<String, Map<String, Long>> found = within.equals(filter) && !known.isEmpty()
                    ? known
                    : query.counts(query.matching(within, terms).toPredicate(), fields(facets));
            for (Facet facet : facets) {
                Map<String, Long> values = found.get(DocumentFields.of(facet));
                counts.put(
                        facet,
                        facet == Facet.SOURCE && filter.sourceDescendants()
                                ? upTheTree(query, within, terms, values)
                                : values);
            }
        });
        Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
        for (SearchExtras.Request request : extras.facets()) {
            facets.put(request.facet().wire(), values(request, counts.get(request.facet()), filter, terms));
        }
        return facets;
    }

    /** Each unit with those below it; a release that names several of them counts once. */
    private static Map<String, Long> upTheTree(
            IndexQuery query, ReleaseFilter within, Terms terms, Map<String, Long> counts) {
        Map<String, Long> rolled = new TreeMap<>(counts);
        Set<String> parents = new HashSet<>();
        for (String code : counts.keySet()) {
            for (String parent = parent(terms, code);
                    parent != null && parents.add(parent);
                    parent = parent(terms, parent)) {
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

    private static String parent(Terms terms, String code) {
        return terms.find(Vocabulary.ORGANIZATIONAL_UNIT, code)
                .map(unit -> unit.parent())
                .orElse(null);
    }

    private static List<FacetValue> values(
            SearchExtras.Request request, Map<String, Long> counts, ReleaseFilter filter, Terms terms) {
        Set<String> selected = selected(request.facet(), filter);
        Map<String, Long> all = new TreeMap<>(counts);
        selected.forEach(code -> all.putIfAbsent(code, 0L));
        List<FacetValue> sorted = all.entrySet().stream()
                .map(value -> new FacetValue(
                        value.getKey(),
                        name(request.facet(), value.getKey(), filter, terms),
                        value.getValue(),
                        selected.contains(value.getKey())))
                .sorted(Comparator.comparingLong(FacetValue::count).reversed().thenComparing(FacetValue::code))
                .toList();
        List<FacetValue> shown = new ArrayList<>();
        for (FacetValue value : sorted) {
            if (value.selected() || shown.size() < request.size()) {
                shown.add(value);
            }
        }
        return shown;
    }

    private static Set<String> selected(Facet facet, ReleaseFilter filter) {
        Set<String> selected = new HashSet<>();
        facet.vocabulary().map(filter.terms()::get).ifPresent((TermCriteria criteria) -> {
            selected.addAll(criteria.any());
            selected.addAll(criteria.all());
        });
        if (facet == Facet.LANGUAGE) {
            selected.addAll(filter.ranges());
        }
        if (facet == Facet.YEAR || facet == Facet.MONTH) {
            days(facet, filter).ifPresent(selected::add);
        }
        return selected;
    }

    /** The year or month that the days of the filter are. */
    private static java.util.Optional<String> days(Facet facet, ReleaseFilter filter) {
        return filter.from()
                .filter(from -> filter.to()
                        .filter(to -> facet == Facet.YEAR
                                ? from.getDayOfYear() == 1
                                        && to.equals(from.plusYears(1).minusDays(1))
                                : from.getDayOfMonth() == 1
                                        && to.equals(from.plusMonths(1).minusDays(1)))
                        .isPresent())
                .map(from -> facet == Facet.YEAR
                        ? String.format("%04d", from.getYear())
                        : from.toString().substring(0, 7));
    }

    private static String name(Facet facet, String code, ReleaseFilter filter, Terms terms) {
        if (facet.vocabulary().isPresent()) {
            return terms.name(facet.vocabulary().get(), code, filter.languages());
        }
        if (facet == Facet.LANGUAGE) {
            Locale reader = filter.languages().isEmpty()
                    ? Locale.ENGLISH
                    : Locale.forLanguageTag(filter.languages().get(0));
            return Locale.forLanguageTag(code).getDisplayName(reader);
        }
        return code;
    }
}
