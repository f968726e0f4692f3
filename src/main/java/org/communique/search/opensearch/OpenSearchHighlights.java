package org.communique.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.TextQuery;
import org.communique.release.list.SearchPage.Highlights;
import org.communique.search.analysis.TextLanguage;

/** Where the words of a search stand in the texts that are shown. */
final class OpenSearchHighlights {
    /** Characters of a place in a body, about. */
    private static final int PLACE = 160;

    private static final int PLACES = 3;
    /** Characters of a text that are looked at; OpenSearch refuses longer ones. */
    private static final int LONGEST = 1_000_000;

    private OpenSearchHighlights() {}

    /** Every release that has a text to show; its hit tells where the words of the filter stand in that. */
    static Map<String, Object> query(ReleaseFilter filter) {
        TextQuery text = filter.text().orElseThrow();
        Map<String, Object> whole = Map.of("number_of_fragments", 0);
        return Map.of(
                "nested",
                Map.of(
                        "path",
                        OpenSearchFields.TEXTS,
                        "query",
                        OpenSearchQueries.shown(filter.languages()),
                        "inner_hits",
                        Map.of(
                                "_source",
                                false,
                                "highlight",
                                Map.of(
                                        "pre_tags",
                                        "<mark>",
                                        "post_tags",
                                        "</mark>",
                                        "encoder",
                                        "html",
                                        "order",
                                        "score",
                                        "fragment_size",
                                        PLACE,
                                        "number_of_fragments",
                                        PLACES,
                                        "max_analyzer_offset",
                                        LONGEST,
                                        "highlight_query",
                                        OpenSearchQueries.wanted(text, filter.languages()),
                                        "fields",
                                        Map.of(
                                                all(TextQuery.Field.TITLE), whole,
                                                all(TextQuery.Field.SUMMARY), whole,
                                                all(TextQuery.Field.BODY), Map.of())))));
    }

    /** The fields of a part, for whatever language. */
    private static String all(TextQuery.Field part) {
        return OpenSearchFields.TEXTS + "." + part.wire() + "_*";
    }

    /** What the hit tells. */
    static Highlights of(JsonNode hit) {
        JsonNode found = hit.at("/inner_hits/" + OpenSearchFields.TEXTS + "/hits/hits/0/highlight");
        return new Highlights(
                places(found, TextQuery.Field.TITLE).stream().findFirst().orElse(null),
                places(found, TextQuery.Field.SUMMARY).stream().findFirst().orElse(null),
                places(found, TextQuery.Field.BODY));
    }

    private static List<String> places(JsonNode found, TextQuery.Field part) {
        List<String> places = new ArrayList<>();
        for (TextLanguage language : TextLanguage.values()) {
            found.path(OpenSearchFields.of(language, part)).forEach(place -> places.add(place.asText()));
        }
        return places;
    }
}
