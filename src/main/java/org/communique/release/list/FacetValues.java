package org.communique.release.list;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.communique.release.content.ReleaseKind;
import org.communique.release.filter.Facet;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.list.SearchPage.FacetValue;
import org.communique.taxonomy.Terms;

/** Within which filter each facet of a list counts, and how counts are shown. */
public final class FacetValues {
    /** What languages are called, by that of the reader and their code; the platform makes each anew from parts. */
    private static final Cache<List<String>, String> LANGUAGES =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    private FacetValues() {}

    /** The facets that are asked for, by the filter that they count within. */
    public static Map<ReleaseFilter, List<Facet>> byFilter(ReleaseFilter filter, ListOptions options) {
        Map<ReleaseFilter, List<Facet>> byFilter = new LinkedHashMap<>();
        for (ListOptions.Request request : options.facets()) {
            ReleaseFilter within = options.own() ? filter : filter.without(request.facet());
            byFilter.computeIfAbsent(within, other -> new ArrayList<>()).add(request.facet());
        }
        return byFilter;
    }

    /**
     * The facets of a list by their names, the commonest values first, those that the filter names always among them.
     *
     * @param counts by value, for each facet that is asked for; values that no release has may be missing or 0
     */
    public static Map<String, List<FacetValue>> shown(
            Map<Facet, Map<String, Long>> counts, ReleaseFilter filter, Terms terms, ListOptions options) {
        Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
        for (ListOptions.Request request : options.facets()) {
            facets.put(request.facet().wire(), values(request, counts.get(request.facet()), filter, terms));
        }
        return facets;
    }

    private static List<FacetValue> values(
            ListOptions.Request request, Map<String, Long> counts, ReleaseFilter filter, Terms terms) {
        Set<String> selected = filter.selected(request.facet());
        Map<String, Long> all = new TreeMap<>(counts);
        all.values().removeIf(count -> count == 0);
        selected.forEach(code -> all.putIfAbsent(code, 0L));
        List<Map.Entry<String, Long>> sorted = all.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<FacetValue> shown = new ArrayList<>();
        for (Map.Entry<String, Long> value : sorted) {
            String code = value.getKey();
            if (selected.contains(code) || shown.size() < request.size()) {
                String name = name(request.facet(), code, filter, terms);
                shown.add(new FacetValue(code, name, value.getValue(), selected.contains(code)));
            }
        }
        return shown;
    }

    private static String name(Facet facet, String code, ReleaseFilter filter, Terms terms) {
        if (facet.vocabulary().isPresent()) {
            return terms.name(facet.vocabulary().get(), code, filter.languages());
        }
        if (facet == Facet.LANGUAGE) {
            String reader =
                    filter.languages().isEmpty() ? "en" : filter.languages().get(0);
            return LANGUAGES.get(List.of(reader, code), FacetValues::language);
        }
        return facet == Facet.KIND ? ReleaseKind.of(code).genre() : code;
    }

    private static String language(List<String> readerAndCode) {
        Locale reader = Locale.forLanguageTag(readerAndCode.get(0));
        return Locale.forLanguageTag(readerAndCode.get(1)).getDisplayName(reader);
    }
}
