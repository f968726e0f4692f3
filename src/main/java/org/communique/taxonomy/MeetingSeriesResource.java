package org.communique.taxonomy;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.communique.http.cache.PublicRead;
import org.communique.http.json.Items;
import org.communique.http.request.Query;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/meeting-series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vocabularies")
public class MeetingSeriesResource {
    @Inject
    PublicRead reads;

    @Inject
    TermReads terms;

    /** The collection on the wire. */
    @Schema(name = "MeetingSeriesList")
    public record Listing(List<MeetingSeriesView> data, Items.Meta meta, Map<String, String> links) {}

    @GET
    @Operation(
            operationId = "listMeetingSeries",
            summary = "List the meeting series",
            description =
                    "All meeting series in order of their codes, each with the number of its press releases. With limit, in pages.")
    @Extension(name = "x-parameters", value = "termName,lang,termLimit,cursor")
    @APIResponseSchema(Listing.class)
    public Response list(@Context UriInfo uri) {
        return reads.answer(
                uri,
                (snapshot, parameters) -> terms.list(
                        snapshot,
                        parameters,
                        Vocabulary.MEETING_SERIES,
                        parameters.cursor(List.of("name", "lang")),
                        new Query(),
                        term -> true,
                        MeetingSeriesView::of));
    }

    @GET
    @Path("/{code}")
    @Operation(
            operationId = "readMeetingSeries",
            summary = "Read a meeting series",
            description = "One meeting series by its code.")
    @Extension(name = "x-parameters", value = "lang")
    @APIResponseSchema(MeetingSeriesView.class)
    public Response one(
            @Parameter(description = "The code", example = "review-conferences") @PathParam("code") String code,
            @Context UriInfo uri) {
        return reads.answer(
                uri,
                (snapshot, parameters) ->
                        terms.one(snapshot, parameters, Vocabulary.MEETING_SERIES, code, MeetingSeriesView::of));
    }
}
