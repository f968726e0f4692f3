package org.communique.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;

/** Answers a public GET: one snapshot, all parameter faults at once, strong validators, 304 and gzip. */
@RequestScoped
public class Reads {
    public static final String SEQUENCE = "Communique-Sequence";
    public static final String MIN_SEQUENCE = "Communique-Min-Sequence";

    @Inject
    Snapshots snapshots;

    @Inject
    AnswerSequence answer;

    @Inject
    Clock clock;

    @Inject
    WebConfig config;

    @Inject
    RoutingContext request;

    @Inject
    PreparedAnswers prepared;

    /** Runs the read in one snapshot; it must call {@link Parameters#done()} before it looks anything up. */
    public Response answer(UriInfo uri, BiFunction<Snapshot, Parameters, Reply> read) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        long least = leastSequence(parameters);
        return snapshots.read(snapshot -> {
            try {
                if (snapshot.number() < least) {
                    throw notReached(snapshot.number(), least);
                }
                Reply reply = read.apply(snapshot, parameters);
                Snapshot reflected = snapshot.reflecting(answer.lowest());
                if (reflected.number() < least) {
                    throw notReached(reflected.number(), least);
                }
                return respond(reply, parameters, snapshot, reflected);
            } catch (ProblemException problem) {
                throw problem.header(SEQUENCE, Long.toString(snapshot.number())).header(HttpHeaders.VARY, MIN_SEQUENCE);
            }
        });
    }

    private Response respond(Reply reply, Parameters parameters, Snapshot read, Snapshot snapshot) {
        if (!parameters.isDone()) {
            throw new IllegalStateException("a read that does not check its parameters");
        }
        if (reply.movedTo() != null) {
            return Response.status(308)
                    .header(HttpHeaders.LOCATION, config.absolute(reply.movedTo()))
                    .header(HttpHeaders.VARY, MIN_SEQUENCE)
                    .header(SEQUENCE, snapshot.number())
                    .build();
        }
        if (reply.body() instanceof Download) {
            prepared.decline(request);
        }
        Representation representation = reply.body() instanceof Download download
                ? Representation.of(download, snapshot)
                : Representation.of(reply.body());
        Representation.Answer answer = representation.answer(request.request(), reply, snapshot, clock);
        if (answer.offer() != null && snapshot.number() == read.number()) {
            prepared.offer(request, answer.offer());
        }
        return answer.response();
    }

    private static ProblemException notReached(long number, long least) {
        return new ProblemException(
                        ProblemType.SEQUENCE_NOT_REACHED,
                        "The sequence is at " + number + ", not yet at " + least + ".")
                .header(HttpHeaders.RETRY_AFTER, "1");
    }

    private long leastSequence(Parameters parameters) {
        List<String> values = request.request().headers().getAll(MIN_SEQUENCE);
        if (values.isEmpty()) {
            return 0;
        }
        if (values.size() > 1 || !values.get(0).matches("\\d{1,18}")) {
            parameters.fault(Fault.header(
                    MIN_SEQUENCE, "not-a-number", "The header " + MIN_SEQUENCE + " takes one sequence number."));
            return 0;
        }
        return Long.parseLong(values.get(0));
    }
}
