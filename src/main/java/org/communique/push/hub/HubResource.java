package org.communique.push.hub;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.communique.http.json.Bodies;
import org.communique.http.request.Parameters;
import org.communique.push.hub.HubForm.Asked;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/hub")
@Tag(name = "Following")
public class HubResource {
    @Inject
    Snapshots snapshots;

    @Inject
    TermCache cache;

    @Inject
    HubForm forms;

    @Inject
    HubRequests requests;

    /** The form on the wire; the service reads it itself. */
    @Schema(name = "HubRequest")
    record Form(
            @Schema(
                    name = "hub.mode",
                    required = true,
                    enumeration = {"subscribe", "unsubscribe"})
            String mode,

            @Schema(name = "hub.topic", required = true, description = "The address of a list or feed, with its filter")
            String topic,

            @Schema(name = "hub.callback", required = true, description = "The address that receives the notifications")
            String callback,

            @Schema(
                    name = "hub.lease_seconds",
                    description = "The duration of the subscription in seconds. The default and maximum is ten days",
                    minimum = "1")
            Long lease,

            @Schema(
                    name = "hub.secret",
                    description =
                            "The secret that notifications are signed with (X-Hub-Signature); shorter than 200 bytes",
                    maxLength = 199)
            String secret) {}

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(
            operationId = "askHub",
            summary = "Subscribe to a list or feed, or unsubscribe",
            description =
                    "A WebSub hub (W3C Recommendation of 23 January 2018). Its topics are the lists and feeds of press releases, with any filter that the change feed supports. The hub asks the callback to confirm the request, and then notifies it of each change.")
    @RequestBody(
            required = true,
            description = "The request of the subscriber (section 5.1)",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = Form.class),
                            examples = @ExampleObject(name = "hub", ref = "hub")))
    @APIResponse(responseCode = "202", description = "The callback will be asked to confirm")
    public Response ask(InputStream body, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        byte[] form = Bodies.read(body);
        snapshots
                .read(snapshot -> new Question(forms.read(form, cache.at(snapshot)), snapshot.number()))
                .put(requests);
        return Response.accepted().build();
    }

    private record Question(Asked asked, long position) {
        void put(HubRequests requests) {
            requests.take(asked, position);
        }
    }
}
