package org.communique.release;

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
import org.communique.release.document.ReleaseView;
import org.communique.release.list.SearchPage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(ReleaseView.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Press releases")
public class PressReleaseResource {
    @Inject
    PublicRead reads;

    @Inject
    ReleaseReads releases;

    @Inject
    ReadRelease one;

    /** A press release in a list, with where the words stand in it. */
    @Schema(
            name = "ListedPressRelease",
            allOf = {ReleaseView.class})
    public record Listed(SearchPage.Highlights highlights) {}

    /** The collection on the wire. */
    @Schema(name = "PressReleaseList")
    public record Listing(
            List<Listed> data,
            ReleaseReads.Meta meta,
            Map<String, String> links,
            Map<String, List<SearchPage.FacetValue>> facets) {}

    @GET
    @Operation(
            operationId = "listPressReleases",
            summary = "List and search press releases",
            description =
                    "A page of the public press releases that match all filter parameters: by default the newest date first or, with q, the best match first. A repeated parameter matches any of its values.")
    @Extension(
            name = "x-parameters",
            value = "releaseFilter,q,qIn,sort,limit,cursor,page,view,fields,facets,facetScope,highlight")
    @APIResponseSchema(Listing.class)
    public Response list(@Context UriInfo uri) {
        return reads.answer(uri, releases::list);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readPressRelease",
            summary = "Read a press release",
            description =
                    "One public press release: by its UUID in its original language, or by a slug in the language of the slug.")
    @Extension(name = "x-parameters", value = "lang,view,fields,asOf")
    @APIResponseSchema(ReleaseView.class)
    public Response one(
            @Parameter(
                            description = "The UUID, or a current or former slug",
                            example = "5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001")
                    @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        return reads.answer(uri, (snapshot, parameters) -> one.json(snapshot, parameters, id));
    }

    /** The history on the wire. */
    @Schema(name = "RevisionList")
    public record Revisions(List<RevisionView> data, Items.Meta meta, Map<String, String> links) {}

    @GET
    @Path("/{id}/revisions")
    @Operation(
            operationId = "listRevisions",
            summary = "List the revisions of a press release",
            description = "The revisions that were public, newest first, each with its time, status and change note.")
    @APIResponseSchema(Revisions.class)
    public Response revisions(
            @Parameter(description = "The UUID", example = "5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001") @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        return reads.stored(uri, (snapshot, parameters) -> releases.revisions(snapshot, parameters, id));
    }

    @GET
    @Path("/{id}/revisions/{number}")
    @Operation(
            operationId = "readRevision",
            summary = "Read a revision of a press release",
            description = "The press release as it was, with the names that its terms had at the time.")
    @Extension(name = "x-parameters", value = "lang,view,fields")
    @APIResponseSchema(ReleaseView.class)
    public Response revision(
            @Parameter(description = "The UUID", example = "5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001") @PathParam("id")
                    String id,
            @Parameter(description = "The number of the revision", example = "1") @PathParam("number") String number,
            @Context UriInfo uri) {
        return reads.stored(uri, (snapshot, parameters) -> one.revision(snapshot, parameters, id, number));
    }
}
