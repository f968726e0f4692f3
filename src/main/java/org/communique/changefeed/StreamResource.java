package org.communique.changefeed;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.function.Function;
import org.communique.http.cache.PublicRead;
import org.communique.http.problem.Fault;
import org.communique.http.request.Parameters;
import org.communique.http.streaming.LongAnswer;
import org.communique.http.streaming.LongAnswers;
import org.communique.sequence.LiveState;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(FollowRequest.PATH)
@Tag(name = "Following")
public class StreamResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    @Inject
    Snapshots snapshots;

    @Inject
    LiveState state;

    @Inject
    TermCache cache;

    @Inject
    ChangeStreams streams;

    @Inject
    LongAnswers answers;

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamChanges",
            summary = "Stream the changes",
            description =
                    "The changes after a sequence number as server-sent events, followed by each new change when it happens. The id of an event is its sequence number, so that a client that reconnects with Last-Event-ID misses nothing. By default a comment is sent after every 15 seconds of silence. The number of open streams is limited, overall and for each key or address: beyond that, the response is 503 or 429 with Retry-After.")
    @Extension(name = "x-parameters", value = "after,lastEventId,changeFilter,include")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "stream", ref = "stream")))
    public void stream(@Context SseEventSink sink, @Context UriInfo uri, @Context RoutingContext request) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        answers.take(LongAnswer.STREAM, request);
        FollowRequest following = read(snapshot -> begin(snapshot, parameters, request));
        // The framework writes the head after this method has returned; events must not come before it.
        request.addHeadersEndHandler(head -> streams.open(request, following));
    }

    /** A stream has no end, and the next request on the connection would wait for it. */
    @HEAD
    @Path("/stream")
    @Operation(hidden = true)
    public Response head(@Context UriInfo uri, @Context RoutingContext request) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        read(snapshot -> begin(snapshot, parameters, request));
        // The framework drops the type of what has no body.
        request.addHeadersEndHandler(
                head -> request.response().putHeader("Content-Type", MediaType.SERVER_SENT_EVENTS));
        return Response.ok().build();
    }

    private FollowRequest read(Function<Snapshot, FollowRequest> begin) {
        return state.read(begin).orElseGet(() -> snapshots.read(begin));
    }

    private FollowRequest begin(Snapshot snapshot, Parameters parameters, RoutingContext request) {
        Terms terms = cache.at(snapshot);
        FollowRequest asked = FollowRequest.parse(parameters, terms);
        FollowRequest following = lastEventId(parameters, request, asked);
        parameters.done();
        following.check(snapshot, terms);
        request.response()
                .setChunked(true)
                .putHeader("Content-Type", MediaType.SERVER_SENT_EVENTS)
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("Vary", PublicRead.MIN_SEQUENCE)
                .putHeader(PublicRead.SEQUENCE, Long.toString(snapshot.number()));
        return following;
    }

    /** The header wins over the parameter: a browser that connects again sends both. */
    private static FollowRequest lastEventId(Parameters parameters, RoutingContext request, FollowRequest asked) {
        List<String> ids = request.request().headers().getAll(LAST_EVENT_ID);
        if (ids.isEmpty()) {
            return asked;
        }
        return FollowRequest.number(ids.get(ids.size() - 1).trim())
                .map(asked::from)
                .orElseGet(() -> {
                    parameters.fault(Fault.header(
                            LAST_EVENT_ID,
                            "not-a-number",
                            "The Last-Event-ID header must be the id of an event of this stream, a sequence number."));
                    return asked;
                });
    }
}
