package org.communique.search;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(ReleaseView.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Press releases")
public class RelatedResource {
    @Inject
    PublicRead reads;

    @Inject
    RelatedReleases related;

    /** The list on the wire. */
    @Schema(name = "RelatedReleaseList")
    public record Listing(List<ReleaseView> data, Items.Meta meta, Map<String, String> links) {}

    @GET
    @Path("/{id}/related")
    @Operation(
            operationId = "listRelatedPressReleases",
            summary = "List related press releases",
            description =
                    "Press releases that share words of the title, fields of work, countries, sources and meetings with this one, the most similar first. Rare words and terms count more than common ones.")
    @Extension(name = "x-parameters", value = "releaseFilter,q,qIn,relatedLimit,view,fields")
    @APIResponseSchema(Listing.class)
    public Response related(
            @Parameter(
                            description = "The UUID, or a current or former slug",
                            example = "5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001")
                    @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        return reads.answer(uri, (snapshot, parameters) -> related.read(snapshot, parameters, id));
    }
}
