package org.communique.editorial;

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
import org.communique.access.RequiresScope;
import org.communique.access.Scope;
import org.communique.editorial.DraftReads.EmbargoedView;
import org.communique.http.json.Items;
import org.communique.http.request.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(EmbargoedResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.READ_EMBARGOED)
@Tag(name = "Editorial")
public class EmbargoedResource {
    static final String PATH = "/v1/embargoed";

    @Inject
    DraftReads reads;

    /** The collection on the wire. */
    @Schema(name = "EmbargoedList")
    public record Listing(List<EmbargoedView> data, Items.Meta meta, Map<String, String> links) {}

    @GET
    @Operation(
            operationId = "listEmbargoed",
            summary = "List embargoed releases",
            description =
                    "Releases that are scheduled and can be read under embargo, as they will be published, the earliest first.")
    @Extension(name = "x-parameters", value = "lang")
    @APIResponseSchema(Listing.class)
    public Response list(@Context UriInfo uri) {
        return reads.embargoed(new Parameters(uri.getQueryParameters()));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readEmbargoed",
            summary = "Read an embargoed release",
            description = "The press release as it will be published, and the instant at which it is published.")
    @Extension(name = "x-parameters", value = "lang")
    @APIResponseSchema(EmbargoedView.class)
    public Response one(
            @Parameter(description = "The UUID", example = "01a20c38-231e-70cd-87ca-20e230ad25c2") @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        return reads.embargoed(Drafts.id(id), new Parameters(uri.getQueryParameters()));
    }
}
