package org.communique.editorial;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.access.CurrentCaller;
import org.communique.access.IdempotentWrites;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.access.RequiresScope;
import org.communique.access.Scope;
import org.communique.http.json.Bodies;
import org.communique.http.json.Items;
import org.communique.http.request.Parameters;
import org.communique.release.document.ReleaseView;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(DraftView.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.WRITE_DRAFTS)
@Tag(name = "Editorial")
public class DraftResource {
    static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String ID = "01a20c38-231e-70cd-87ca-20e230ad25c2";

    @Inject
    Drafts drafts;

    @Inject
    DraftReads reads;

    @Inject
    DiscardDraft discard;

    @Inject
    IdempotentWrites writes;

    @Inject
    CurrentCaller caller;

    /** The collection on the wire. */
    @Schema(name = "DraftList")
    public record Listing(List<DraftView> data, Items.Meta meta, Map<String, String> links) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createDraft",
            summary = "Create a draft",
            description =
                    "Creates a draft from the content of a press release in the archive format. It may be incomplete; it is checked when it is published. What was removed from its HTML for safety is listed under removed.")
    @Extension(name = "x-body", value = "draft")
    @APIResponseSchema(value = DraftView.class, responseCode = "201")
    public Response create(InputStream body, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> drafts.create(caller.get(), Bodies.object(bytes)));
    }

    @GET
    @Operation(
            operationId = "listDrafts",
            summary = "List the drafts",
            description = "The drafts that somebody has changed, the most recently changed first.")
    @Extension(name = "x-parameters", value = "state,touchedBy,limit,cursor")
    @APIResponseSchema(Listing.class)
    public Response list(@Context UriInfo uri) {
        return reads.list(new Parameters(uri.getQueryParameters()));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readDraft",
            summary = "Read a draft",
            description = "One draft. The draft of a live release equals the release until somebody changes it.")
    @APIResponseSchema(DraftView.class)
    public Response one(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return reads.one(Drafts.id(id));
    }

    @GET
    @Path("/{id}/preview")
    @Operation(
            operationId = "previewDraft",
            summary = "Preview a draft",
            description = "The press release as it would be if the draft were published now.")
    @Extension(name = "x-parameters", value = "lang")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "422", ref = "Unprocessable")
    @APIResponseSchema(ReleaseView.class)
    public Response preview(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id, @Context UriInfo uri) {
        return reads.preview(Drafts.id(id), new Parameters(uri.getQueryParameters()));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putDraft",
            summary = "Create or replace a draft",
            description =
                    "Creates a draft under a UUID chosen by the client, or replaces the content of an existing draft, which requires If-Match. The draft is then based on the live revision.")
    @Extension(name = "x-body", value = "draft")
    @APIResponseSchema(value = DraftView.class, responseCode = "201")
    public Response put(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Drafts.id(id);
        byte[] bytes = Bodies.read(body);
        String ifMatch = headers.getHeaderString(HttpHeaders.IF_MATCH);
        return writes.once(() -> drafts.put(caller.get(), known, Bodies.object(bytes), ifMatch, false));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchDraft",
            summary = "Change a draft",
            description = "Applies a merge patch (RFC 7396) to the draft. Requires If-Match.")
    @Extension(name = "x-body", value = "patch")
    @APIResponseSchema(DraftView.class)
    public Response patch(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Drafts.id(id);
        byte[] bytes = Bodies.read(body);
        String ifMatch = headers.getHeaderString(HttpHeaders.IF_MATCH);
        return writes.once(() -> drafts.patch(caller.get(), known, Bodies.object(bytes), ifMatch));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "discardDraft",
            summary = "Discard a draft",
            description = "Deletes the draft. The live release, if there is one, stays as it is. Requires If-Match.")
    @APIResponse(responseCode = "204", description = "Discarded")
    public Response discard(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Drafts.id(id);
        String ifMatch = headers.getHeaderString(HttpHeaders.IF_MATCH);
        return writes.once(() -> {
            discard.discard(known, ifMatch, caller.get());
            return WriteResult.done();
        });
    }
}
