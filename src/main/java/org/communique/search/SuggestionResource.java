package org.communique.search;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.communique.http.cache.PublicRead;
import org.communique.http.json.Items;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/suggestions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
public class SuggestionResource {
    @Inject
    PublicRead reads;

    @Inject
    Suggestions suggestions;

    /**
     * Something to go on with.
     *
     * @param id of a release; the code of a term
     */
    @Schema(name = "Suggestion")
    public record Suggestion(
            @Schema(
                    enumeration = {"press-release", "field-of-work", "country", "organizational-unit", "meeting-series"
                    })
            String type,

            String id,
            String text,
            String href) {}

    /** The suggestions on the wire. */
    @Schema(name = "SuggestionList")
    public record Listing(List<Suggestion> data, Items.Meta meta, Map<String, String> links) {}

    @GET
    @Operation(
            operationId = "listSuggestions",
            summary = "Suggest completions",
            description =
                    "Terms whose name and press releases whose title contain all of the words; the last word may be incomplete. Terms come first. Releases that match equally well are listed newest first.")
    @Extension(name = "x-parameters", value = "releaseFilter,typed,suggestionLimit")
    @APIResponseSchema(Listing.class)
    public Response suggest(@Context UriInfo uri) {
        return reads.answer(uri, suggestions::read);
    }
}
