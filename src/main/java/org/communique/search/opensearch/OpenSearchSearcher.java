package org.communique.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.content.RelatedSubject;
import org.communique.release.filter.Facet;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.release.filter.TextQuery;
import org.communique.release.filter.TextQuery.Kind;
import org.communique.release.filter.TextQuery.Part;
import org.communique.release.list.FacetValues;
import org.communique.release.list.ReleasePage;
import org.communique.release.list.SearchPage;
import org.communique.release.list.SearchPage.Highlights;
import org.communique.search.analysis.TextLanguage;
import org.communique.search.index.Searcher;
import org.communique.search.lucene.NamedTerms;
import org.communique.search.lucene.WordQueries;
import org.communique.search.opensearch.OpenSearchQueries.Bool;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** Asks OpenSearch, whose documents are filtered, counted and ordered there. */
final class OpenSearchSearcher implements Searcher {
    private static final int AT_ONCE = 10_000;
    /** Of a title's words, beside those of a summary. */
    private static final int TITLE = 2;
    /** What a month is worth, of a score that is some tens for a rare word in a title. */
    private static final float MONTH = 0.001f;

    private static final Map<String, String> COLUMNS = Map.of(
            "r.day", OpenSearchFields.DAY,
            "r.publishedAt", OpenSearchFields.PUBLISHED_AT,
            "r.updatedAt", OpenSearchFields.UPDATED_AT,
            "t.titleKey", OpenSearchFields.TITLE_KEY,
            "r.id", OpenSearchFields.ID);

    private final Function<Map<String, Object>, JsonNode> search;
    private final NamedTerms names;

    /** @param search takes the body of a search, and answers with that of its result */
    OpenSearchSearcher(Function<Map<String, Object>, JsonNode> search, NamedTerms names) {
        this.search = search;
        this.names = names;
    }

    @Override
    public SearchPage find(
            ReleaseFilter filter, Terms terms, ReleaseSort sort, ListPosition place, int limit, ListOptions options) {
        boolean ranked = sort == ReleaseSort.RELEVANCE;
        boolean keyed = !place.key().isEmpty();
        int from = place.offset();
        int size = limit + 1;
        if (ranked && keyed) {
            // The key is a rank.
            int rank = Math.min(((Float) place.key().get(0)).intValue(), ReleasePage.NUMBERED);
            from = place.backward() ? Math.max(0, rank - 1 - limit) : rank;
            size = place.backward() ? Math.max(0, rank - 1 - from) : size;
        }
        Bool query = OpenSearchQueries.matching(filter, terms, names);
        if (options.highlight()) {
            query.filter(OpenSearchHighlights.query(filter));
        }
        Map<String, Object> request = request(ranked ? fresh(query, filter) : query);
        request.put("from", from);
        request.put("size", Math.min(size, ReleasePage.NUMBERED - from));
        request.put("sort", order(sort, place.backward() && !ranked, filter.languages()));
        if (keyed && !ranked) {
            request.put(
                    "search_after", place.key().stream().map(ReleaseSort::write).toList());
        }
        Map<ReleaseFilter, List<Facet>> facets = FacetValues.byFilter(filter, options);
        List<Facet> alongside = facets.getOrDefault(filter, List.of());
        request.put("aggs", OpenSearchFacets.aggregations(alongside, filter, terms));
        JsonNode answer = search.apply(request);
        Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
        facets.forEach((within, own) -> counts.putAll(
                OpenSearchFacets.counts(own, within.equals(filter) ? answer : count(within, terms, own))));
        long total = total(answer);
        List<JsonNode> found = new ArrayList<>();
        hits(answer).forEach(found::add);
        boolean more = place.backward() && ranked ? from > 0 : found.size() > limit;
        // Beyond the last page that has a number the list goes on, but for ranks.
        more |= !ranked && !keyed && from + found.size() < total;
        if (found.size() > limit) {
            found.remove(limit);
        }
        if (place.backward() && !ranked) {
            Collections.reverse(found);
        }
        List<ListHit> hits = new ArrayList<>();
        Map<UUID, Highlights> highlights = new HashMap<>();
        for (JsonNode hit : found) {
            UUID id = id(hit);
            hits.add(new ListHit(id, ranked ? List.of("" + (from + hits.size() + 1), id.toString()) : key(hit)));
            if (options.highlight()) {
                highlights.put(id, OpenSearchHighlights.of(hit));
            }
        }
        return new SearchPage(
                new ListSlice(hits, more),
                OptionalLong.of(total),
                highlights,
                options.facets().isEmpty() ? null : FacetValues.shown(counts, filter, terms, options),
                null);
    }

    /** Newer releases score a little more, but where all that is asked for is the beginning of one word. */
    private static Object fresh(Object query, ReleaseFilter filter) {
        return filter.text().map(WordQueries::isPrefix).orElse(false)
                ? query
                : Map.of(
                        "function_score",
                        Map.of(
                                "query",
                                query,
                                "field_value_factor",
                                Map.of("field", OpenSearchFields.MONTHS, "factor", MONTH),
                                "boost_mode",
                                "sum"));
    }

    private static List<Object> order(ReleaseSort sort, boolean backward, List<String> languages) {
        List<Object> order = new ArrayList<>();
        ReleaseSort columns = sort;
        if (sort == ReleaseSort.RELEVANCE) {
            order.add("_score");
            columns = ReleaseSort.NEWEST_DAY;
        }
        String direction = columns.descending() != backward ? "desc" : "asc";
        for (String column : columns.columns()) {
            Map<String, Object> by = new HashMap<>(Map.of("order", direction));
            if (column.equals("t.titleKey")) {
                by.put("nested", Map.of("path", OpenSearchFields.TEXTS, "filter", OpenSearchQueries.shown(languages)));
            }
            order.add(Map.of(COLUMNS.get(column), by));
        }
        return order;
    }

    private JsonNode count(ReleaseFilter filter, Terms terms, List<Facet> facets) {
        Map<String, Object> request = request(OpenSearchQueries.matching(filter, terms, names));
        request.put("size", 0);
        request.put("aggs", OpenSearchFacets.aggregations(facets, filter, terms));
        return search.apply(request);
    }

    private static Map<String, Object> request(Object query) {
        return new HashMap<>(Map.of("query", query, "_source", false, "track_total_hits", true));
    }

    private static JsonNode hits(JsonNode answer) {
        return answer.at("/hits/hits");
    }

    private static long total(JsonNode answer) {
        return answer.at("/hits/total/value").asLong();
    }

    private static UUID id(JsonNode hit) {
        return UUID.fromString(hit.path("_id").asText());
    }

    /** Its place in an order of fields, as a cursor carries it. */
    private static List<String> key(JsonNode hit) {
        List<String> key = new ArrayList<>();
        hit.path("sort").forEach(value -> key.add(value.asText()));
        return key;
    }

    private List<UUID> first(Bool query, ReleaseSort sort, int most) {
        Map<String, Object> request = request(query);
        request.put("size", most);
        request.put("sort", order(sort, false, List.of()));
        List<UUID> first = new ArrayList<>();
        hits(search.apply(request)).forEach(hit -> first.add(id(hit)));
        return first;
    }

    @Override
    public long total(ReleaseFilter filter, Terms terms) {
        return total(count(filter, terms, List.of()));
    }

    @Override
    public Set<UUID> all(ReleaseFilter filter, Terms terms) {
        Set<UUID> all = new HashSet<>();
        Map<String, Object> request = request(OpenSearchQueries.matching(filter, terms, names));
        request.put("size", AT_ONCE);
        request.put("sort", OpenSearchFields.ID);
        for (JsonNode hits = hits(search.apply(request)); !hits.isEmpty(); hits = hits(search.apply(request))) {
            hits.forEach(hit -> all.add(id(hit)));
            request.put("search_after", key(hits.get(hits.size() - 1)));
        }
        return all;
    }

    @Override
    public List<UUID> titled(ReleaseFilter filter, Terms terms, List<String> words, int most) {
        List<Part> beginnings = words.stream()
                .map(word -> new Part(word, word.codePointCount(0, word.length()) > 1 ? Kind.PREFIX : Kind.WORD, false))
                .toList();
        Object title = OpenSearchQueries.saying(beginnings, List.of(TextQuery.Field.TITLE), filter.languages());
        return first(
                OpenSearchQueries.selected(filter, terms).filter(OpenSearchQueries.anyText(title, filter)),
                ReleaseSort.NEWEST_DAY,
                most);
    }

    @Override
    public List<UUID> related(RelatedSubject subject, ReleaseFilter filter, Terms terms, int most) {
        return first(
                OpenSearchQueries.matching(filter, terms, names)
                        .must(common(subject, filter))
                        .mustNot(OpenSearchQueries.ids(List.of(subject.id()))),
                ReleaseSort.RELEVANCE,
                most);
    }

    private static Bool common(RelatedSubject subject, ReleaseFilter filter) {
        Bool any = new Bool();
        for (RelatedSubject.Title title : subject.titles()) {
            boolean asked = filter.languages().isEmpty()
                    ? title.original()
                    : filter.languages().contains(title.language());
            if (asked) {
                TextLanguage language = TextLanguage.of(title.language());
                List<String> fields = List.of(
                        OpenSearchFields.of(language, TextQuery.Field.TITLE) + "^" + TITLE,
                        OpenSearchFields.of(language, TextQuery.Field.SUMMARY));
                any.should(OpenSearchQueries.anyText(
                        Map.of("multi_match", Map.of("query", title.text(), "fields", fields, "type", "most_fields")),
                        filter));
            }
        }
        for (Vocabulary vocabulary : Vocabulary.values()) {
            subject.codes()
                    .get(vocabulary)
                    .forEach(code -> any.should(OpenSearchQueries.term(vocabulary.parameter(), code)));
        }
        return any;
    }

    @Override
    public List<List<String>> near(ReleaseFilter filter, Terms terms, String word, int edits, int most) {
        List<String> fields = TextLanguage.of(filter.languages()).stream()
                .flatMap(language ->
                        filter.text().orElseThrow().fields().stream().map(part -> OpenSearchFields.of(language, part)))
                .toList();
        Map<String, Object> fuzzy = Map.of(
                "multi_match",
                Map.of(
                        "query", word,
                        "fields", fields,
                        "fuzziness", edits,
                        "prefix_length", 1,
                        // Without stems, of which one could not be near.
                        "analyzer", TextLanguage.OTHER.searchAnalyzer()));
        Map<String, Object> request =
                request(OpenSearchQueries.selected(filter, terms).must(OpenSearchQueries.anyText(fuzzy, filter)));
        request.put("size", most);
        request.put("_source", OpenSearchFields.TEXTS);
        List<List<String>> texts = new ArrayList<>();
        for (JsonNode hit : hits(search.apply(request))) {
            for (JsonNode text : hit.at("/_source/" + OpenSearchFields.TEXTS)) {
                String tag = text.path("language").asText();
                if (filter.languages().isEmpty() || filter.languages().contains(tag)) {
                    texts.add(Stream.of(TextQuery.Field.values())
                            .map(part ->
                                    text.path(TextLanguage.of(tag).field(part)).asText())
                            .toList());
                }
            }
        }
        return texts;
    }
}
