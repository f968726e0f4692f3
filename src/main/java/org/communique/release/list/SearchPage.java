package org.communique.release.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.communique.release.bitmap.ListSlice;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a search found.
 *
 * @param total where finding the page told it
 * @param highlights by release; empty where none were asked for
 * @param facets by their names; null where none were asked for
 * @param didYouMean other words where these find nothing; else null
 */
public record SearchPage(
        ListSlice slice,
        OptionalLong total,
        Map<UUID, Highlights> highlights,
        Map<String, List<FacetValue>> facets,
        String didYouMean) {
    /** The same with other words; null for none. */
    public SearchPage suggesting(String words) {
        return new SearchPage(slice, total, highlights, facets, words);
    }

    /** Where the words stand: HTML in which each is a {@code mark} and everything else is escaped. */
    @Schema(name = "Highlights")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Highlights(String title, String summary, List<String> body) {}

    /**
     * A value of a facet.
     *
     * @param count of the releases that have it
     * @param selected whether the filter names it
     */
    @Schema(name = "FacetValue")
    public record FacetValue(String code, String name, long count, boolean selected) {}
}
