package org.communique.editorial;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.communique.access.CurrentCaller;
import org.communique.access.IdempotentWrites;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.access.RequiresScope;
import org.communique.access.Scope;
import org.communique.editorial.PublishDraft.Published;
import org.communique.editorial.RetractRelease.TombstoneView;
import org.communique.http.cache.Validators;
import org.communique.http.headers.Preconditions;
import org.communique.http.json.Bodies;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Parameters;
import org.communique.release.content.LiveRelease;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.release.store.LiveStore;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.taxonomy.TermCache;
import org.communique.value.Uuids;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/press-releases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Editorial")
public class ReleaseVerbResource {
    private static final String ID = "5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001";

    @Inject
    WithdrawRelease withdraw;

    @Inject
    RetractRelease retract;

    @Inject
    LiveStore store;

    @Inject
    ReleaseViews views;

    @Inject
    Sequence sequence;

    @Inject
    IdempotentWrites writes;

    @Inject
    CurrentCaller caller;

    @POST
    @Path("/withdraw")
    @RequiresScope(Scope.PUBLISH)
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "withdrawPressRelease",
            summary = "Withdraw a press release",
            description = "Marks the press release as withdrawn, with the reason. It stays readable and in its lists.")
    @Extension(name = "x-body", value = "reason")
    @APIResponseSchema(ReleaseView.class)
    public Response withdraw(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        UUID known = id(id, uri);
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> {
            ReleaseVerbs.Reason reason = ReleaseVerbs.read(Bodies.object(bytes), known, store);
            WriteTurn turn = sequence.take();
            return shown(withdraw.withdraw(turn, live(known, headers), reason, caller.get()));
        });
    }

    @POST
    @Path("/restore")
    @RequiresScope(Scope.PUBLISH)
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "restorePressRelease",
            summary = "Restore a withdrawn press release",
            description = "Marks a withdrawn press release as published again.")
    @APIResponseSchema(ReleaseView.class)
    public Response restore(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        UUID known = id(id, uri);
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> {
            ReleaseVerbs.read(Bodies.object(bytes), known, store);
            WriteTurn turn = sequence.take();
            return shown(withdraw.restore(turn, live(known, headers), caller.get()));
        });
    }

    @POST
    @Path("/retract")
    @RequiresScope(Scope.RETRACT)
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "retractPressRelease",
            summary = "Retract a press release",
            description =
                    "Deletes the text of the press release permanently. A tombstone with the reason stays under its id, slugs and external ids.")
    @Extension(name = "x-body", value = "reason")
    @APIResponseSchema(TombstoneView.class)
    public Response retract(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        UUID known = id(id, uri);
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> {
            ReleaseVerbs.Reason reason = ReleaseVerbs.read(Bodies.object(bytes), known, store);
            WriteTurn turn = sequence.take();
            TombstoneView tombstone = retract.retract(turn, live(known, headers), reason, caller.get())
                    .tombstone();
            return new WriteResult(200, tombstone, null, null, null, false);
        });
    }

    private static UUID id(String id, UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return Uuids.parse(id)
                .orElseThrow(() -> ProblemException.notFound("There is no public press release with the id \""
                        + Parameters.shown(id) + "\"; this operation requires the UUID."));
    }

    private LiveRelease live(UUID id, HttpHeaders headers) {
        LiveRelease live = store.require(id);
        String ifMatch = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (ifMatch != null) {
            List<String> validators = new ArrayList<>(Validators.of(view(live)));
            validators.add(Drafts.liveEtag(live));
            Preconditions.honour(ifMatch, validators);
        }
        return live;
    }

    private WriteResult shown(Published published) {
        ReleaseView view = views.live(published.release(), published.terms());
        return WriteResult.ok(
                view, Validators.of(view).get(0), published.release().id());
    }

    private ReleaseView view(LiveRelease release) {
        return views.live(release, TermCache.load());
    }
}
