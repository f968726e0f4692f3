package org.communique.push.webhook;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.communique.access.RequiresScope;
import org.communique.access.Scope;
import org.communique.http.headers.PrivateReply;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Parameters;
import org.communique.value.Uuids;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(RecallView.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.PUBLISH)
@Tag(name = "Subscriptions")
public class RecallResource {
    @Inject
    Recalls recalls;

    @GET
    @Path("/{release}")
    @Operation(
            operationId = "readRecall",
            summary = "Read the acknowledgements of a recall",
            description =
                    "Each change that requires partners to remove the press release from their copies: which subscribers have acknowledged it and when, by a webhook's 2xx or by an explicit acknowledgement, and which have not.")
    @APIResponseSchema(RecallView.class)
    public Response one(
            @Parameter(description = "The UUID of the press release", example = "5b1c0f6e-0013-4a7e-9c21-3d2f8a6b0013")
                    @PathParam("release")
                    String release,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return Uuids.parse(release)
                .map(id -> PrivateReply.ok(recalls.of(id)))
                .orElseThrow(() -> ProblemException.notFound("There is no press release \"" + Parameters.shown(release)
                        + "\"; a recall is addressed by the UUID of the press release."));
    }
}
