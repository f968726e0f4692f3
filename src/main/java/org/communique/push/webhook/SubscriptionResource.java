package org.communique.push.webhook;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.util.UUID;
import org.communique.access.CurrentCaller;
import org.communique.access.IdempotentWrites;
import org.communique.access.RequiresScope;
import org.communique.access.Scope;
import org.communique.http.json.Bodies;
import org.communique.http.request.Parameters;
import org.communique.push.subscription.SubscriptionReads;
import org.communique.push.subscription.SubscriptionView;
import org.communique.push.subscription.Subscriptions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(SubscriptionView.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.SUBSCRIBE)
@Tag(name = "Subscriptions")
public class SubscriptionResource {
    static final String ID = "01a20c38-231e-70cd-87ca-20e230ad25c2";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Inject
    Subscriptions subscriptions;

    @Inject
    SubscriptionReads reads;

    @Inject
    FanOut fanOut;

    @Inject
    IdempotentWrites writes;

    @Inject
    CurrentCaller caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSubscription",
            summary = "Subscribe to changes",
            description =
                    "Creates a webhook (Standard Webhooks) for the changes that match a filter, from now on or from after a sequence number. Without url, creates a subscription for a client that polls for changes and acknowledges removals. The secret is shown in this response only. A webhook is pending until it has answered a signed test event with 2xx.")
    @Extension(name = "x-body", value = "subscription")
    @APIResponseSchema(value = SubscriptionView.class, responseCode = "201")
    public Response create(InputStream body, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> subscriptions.create(caller.get(), Bodies.object(bytes)));
    }

    @GET
    @Operation(
            operationId = "listSubscriptions",
            summary = "List the subscriptions",
            description = "The subscriptions of the key, the oldest first; with the scope admin, those of all keys.")
    @Extension(name = "x-parameters", value = "limit,cursor")
    @APIResponseSchema(SubscriptionReads.Listing.class)
    public Response list(@Context UriInfo uri) {
        return reads.list(caller.get(), new Parameters(uri.getQueryParameters()));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readSubscription",
            summary = "Read a subscription",
            description = "One subscription with its status and the reason for it, without its secret.")
    @APIResponseSchema(SubscriptionView.class)
    public Response one(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return reads.one(caller.get(), Subscriptions.id(id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchSubscription",
            summary = "Change, pause or resume a subscription",
            description =
                    "Applies a merge patch (RFC 7396) to url, filter, types, payload and status (active or paused). Requires If-Match. A new filter applies to the changes from then on; a new url is verified first. A resumed subscription receives everything since it was paused.")
    @Extension(name = "x-body", value = "subscriptionPatch")
    @APIResponseSchema(SubscriptionView.class)
    public Response patch(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Subscriptions.id(id);
        byte[] bytes = Bodies.read(body);
        String ifMatch = headers.getHeaderString(HttpHeaders.IF_MATCH);
        // What has happened so far is judged by the filter as it was.
        fanOut.catchUp(known);
        return writes.once(() -> subscriptions.patch(caller.get(), known, Bodies.object(bytes), ifMatch));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteSubscription",
            summary = "Delete a subscription",
            description =
                    "Stops all deliveries. The removals that concerned the subscription can still be read with the recall.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Response delete(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Subscriptions.id(id);
        String ifMatch = headers.getHeaderString(HttpHeaders.IF_MATCH);
        return writes.once(() -> subscriptions.delete(caller.get(), known, ifMatch));
    }

    @POST
    @Path("/{id}/rotate-secret")
    @Operation(
            operationId = "rotateSubscriptionSecret",
            summary = "Rotate a webhook's secret",
            description =
                    "Gives the webhook a new secret. Until previousSecretUntil, deliveries are signed with both the new and the old secret.")
    @APIResponseSchema(SubscriptionView.class)
    public Response rotate(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Subscriptions.id(id);
        return writes.post(Bodies.read(body), () -> subscriptions.rotate(caller.get(), known));
    }
}
