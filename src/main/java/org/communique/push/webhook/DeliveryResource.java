package org.communique.push.webhook;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
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
import org.communique.push.subscription.SubscriptionView;
import org.communique.push.subscription.Subscriptions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(SubscriptionView.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.SUBSCRIBE)
@Tag(name = "Subscriptions")
public class DeliveryResource {
    private static final String ID = SubscriptionResource.ID;
    private static final String DELIVERY = "01a20c75-4d4f-7a3e-8c21-5a1d3f0b9e77";

    @Inject
    DeliveryReads reads;

    @Inject
    Replays replays;

    @Inject
    Acknowledgements acknowledgements;

    @Inject
    FanOut fanOut;

    @Inject
    IdempotentWrites writes;

    @Inject
    CurrentCaller caller;

    @GET
    @Path("/{id}/deliveries")
    @Operation(
            operationId = "listDeliveries",
            summary = "List the deliveries of a subscription",
            description =
                    "The events that have been or will be delivered, the latest change first, each with its attempts: time, status, error and duration in milliseconds.")
    @Extension(name = "x-parameters", value = "deliveryStatus,limit,cursor")
    @APIResponseSchema(DeliveryReads.Listing.class)
    public Response list(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id, @Context UriInfo uri) {
        return reads.list(caller.get(), Subscriptions.id(id), new Parameters(uri.getQueryParameters()));
    }

    @GET
    @Path("/{id}/deliveries/{delivery}")
    @Operation(
            operationId = "readDelivery",
            summary = "Read a delivery",
            description = "One delivery with all its attempts.")
    @APIResponseSchema(DeliveryView.class)
    public Response one(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            @Parameter(description = "The delivery's UUID", example = DELIVERY) @PathParam("delivery") String delivery,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return reads.one(caller.get(), Subscriptions.id(id), DeliveryReads.id(delivery));
    }

    @POST
    @Path("/{id}/deliveries/{delivery}/replay")
    @Operation(
            operationId = "replayDelivery",
            summary = "Repeat a delivery",
            description =
                    "Attempts the delivery again, whether or not it was accepted before, with the same webhook-id.")
    @APIResponse(
            responseCode = "202",
            description = "The delivery is scheduled",
            headers = @Header(name = "Location", ref = "Location"),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = DeliveryView.class),
                            examples = @ExampleObject(name = "readDelivery", ref = "readDelivery")))
    public Response replay(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            @Parameter(description = "The delivery's UUID", example = DELIVERY) @PathParam("delivery") String delivery,
            InputStream body,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Subscriptions.id(id);
        UUID one = DeliveryReads.id(delivery);
        return writes.post(Bodies.read(body), () -> replays.one(caller.get(), known, one));
    }

    @POST
    @Path("/{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaySubscription",
            summary = "Replay the changes after a sequence number",
            description =
                    "Sets the subscription back to a sequence number: every later change that matches the filter is delivered, whether or not it was delivered before.")
    @Extension(name = "x-body", value = "replay")
    @APIResponse(
            responseCode = "202",
            description = "The deliveries are scheduled",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SubscriptionView.class),
                            examples = @ExampleObject(name = "readSubscription", ref = "readSubscription")))
    public Response replayFrom(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Subscriptions.id(id);
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> replays.from(caller.get(), known, Bodies.object(bytes)));
    }

    @POST
    @Path("/{id}/test")
    @Operation(
            operationId = "testSubscription",
            summary = "Send a test event",
            description = "Sends a signed event of type subscription.test. Its id begins with test-.")
    @APIResponse(
            responseCode = "202",
            description = "The delivery is scheduled",
            headers = @Header(name = "Location", ref = "Location"),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = DeliveryView.class),
                            examples = @ExampleObject(name = "readDelivery", ref = "readDelivery")))
    public Response test(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Subscriptions.id(id);
        return writes.post(Bodies.read(body), () -> replays.test(caller.get(), known));
    }

    @POST
    @Path("/{id}/acknowledgements")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledgeRemovals",
            summary = "Acknowledge removals",
            description =
                    "Confirms that every removal up to a sequence number has been carried out. A webhook confirms it by answering with 2xx.")
    @Extension(name = "x-body", value = "acknowledgement")
    @APIResponseSchema(Acknowledgements.AcknowledgementView.class)
    public Response acknowledge(
            @Parameter(description = "The UUID", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = Subscriptions.id(id);
        byte[] bytes = Bodies.read(body);
        fanOut.catchUp(known);
        return writes.post(bytes, () -> acknowledgements.acknowledge(caller.get(), known, Bodies.object(bytes)));
    }
}
