package org.communique.editorial;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.UUID;
import org.communique.access.CurrentCaller;
import org.communique.access.IdempotentWrites;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.access.RequiresScope;
import org.communique.access.Scope;
import org.communique.editorial.PublishDraft.Published;
import org.communique.http.cache.Validators;
import org.communique.http.headers.Preconditions;
import org.communique.http.json.Bodies;
import org.communique.http.json.NodeReader;
import org.communique.http.request.Parameters;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.WriteTurn;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(DraftView.PATH + "/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.PUBLISH)
@Tag(name = "Editorial")
public class DraftActionResource {
    private static final String ID = "01a20c38-231e-70cd-87ca-20e230ad25c2";

    @Inject
    PublishDraft publish;

    @Inject
    ScheduleDraft schedule;

    @Inject
    Drafts drafts;

    @Inject
    ReleaseViews views;

    @Inject
    Sequence sequence;

    @Inject
    IdempotentWrites writes;

    @Inject
    CurrentCaller caller;

    @POST
    @Path("/publish")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "publishDraft",
            summary = "Publish a draft",
            description =
                    "Publishes the draft as a new release or as a new revision, in all languages or in some, as a minor or a major change, with an optional note of what changed. A withdrawn release stays withdrawn.")
    @Extension(name = "x-body", value = "publication")
    @APIResponseSchema(ReleaseView.class)
    public Response publish(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Drafts.id(id);
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> {
            NodeReader reader = new NodeReader(Bodies.object(bytes));
            Publication options = Publication.read(reader);
            reader.rejectUnknown();
            Bodies.check(reader.faults());
            WriteTurn turn = sequence.take();
            Draft draft = draft(known, headers);
            Published published = publish.publish(turn, draft, options, caller.get());
            ReleaseView view = views.live(published.release(), published.terms());
            return WriteResult.ok(view, Validators.of(view).get(0), known);
        });
    }

    @POST
    @Path("/schedule")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "scheduleDraft",
            summary = "Schedule a draft",
            description =
                    "Publishes the draft automatically at publishAt, which must be an instant of the publication grid. If embargoed is true, clients with the scope read:embargoed can read it before that.")
    @Extension(name = "x-body", value = "schedule")
    @APIResponseSchema(DraftView.class)
    public Response schedule(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Drafts.id(id);
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> {
            ObjectNode object = Bodies.object(bytes);
            Draft draft = draft(known, headers);
            schedule.schedule(draft, object, caller.get());
            return drafts.answer(200, draft, List.of());
        });
    }

    @POST
    @Path("/unschedule")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "unscheduleDraft",
            summary = "Unschedule a draft",
            description = "Cancels the scheduled publication of the draft.")
    @APIResponseSchema(DraftView.class)
    public Response unschedule(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Drafts.id(id);
        return writes.post(Bodies.read(body), () -> {
            Draft draft = draft(known, headers);
            schedule.unschedule(draft, caller.get());
            return drafts.answer(200, draft, List.of());
        });
    }

    private Draft draft(UUID id, HttpHeaders headers) {
        Draft draft = drafts.require(id);
        Preconditions.honour(headers.getHeaderString(HttpHeaders.IF_MATCH), Drafts.validators(draft, null));
        return draft;
    }
}
