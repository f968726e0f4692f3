package org.communique.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.communique.release.ReleaseFilter;
import org.communique.release.SearchPage.Highlights;
import org.communique.release.SearchText;

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
        SearchText text = filter.text().orElseThrow();
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
                                                all(SearchText.Field.TITLE), whole,
                                                all(SearchText.Field.SUMMARY), whole,
                                                all(SearchText.Field.BODY), Map.of())))));
    }

    /** The fields of a part, for whatever language. */
    private static String all(SearchText.Field part) {
        return OpenSearchFields.TEXTS + "." + part.wire() + "_*";
    }

    /** What the hit tells. */
    static Highlights of(JsonNode hit) {
        JsonNode found = hit.at("/inner_hits/" + OpenSearchFields.TEXTS + "/hits/hits/0/highlight");
        return new Highlights(
                places(found, SearchText.Field.TITLE).stream().findFirst().orElse(null),
                places(found, SearchText.Field.SUMMARY).stream().findFirst().orElse(null),
                places(found, SearchText.Field.BODY));
    }

    private static List<String> places(JsonNode found, SearchText.Field part) {
        List<String> places = new ArrayList<>();
        for (TextLanguage language : TextLanguage.values()) {
            found.path(OpenSearchFields.of(language, part)).forEach(place -> places.add(place.asText()));
        }
        return places;
    }
}
