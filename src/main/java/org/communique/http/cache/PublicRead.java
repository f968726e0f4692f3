package org.communique.http.cache;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.communique.http.HttpConfig;
import org.communique.http.headers.CacheStatus;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.http.streaming.Download;
import org.communique.http.streaming.LongAnswer;
import org.communique.http.streaming.LongAnswers;
import org.communique.http.streaming.LongBodies;
import org.communique.http.streaming.LongBody;
import org.communique.sequence.LiveState;
import org.communique.sequence.NotInMemory;
import org.communique.sequence.OfflineReads;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;

/** Answers a public GET: one snapshot, all parameter faults at once, strong validators, 304 and gzip. */
@RequestScoped
public class PublicRead {
    public static final String SEQUENCE = "Communique-Sequence";
    public static final String MIN_SEQUENCE = "Communique-Min-Sequence";

    @Inject
    Snapshots snapshots;

    @Inject
    LiveState own;

    @Inject
    AnswerSequence answer;

    @Inject
    OfflineReads offlineReads;

    @Inject
    Clock clock;

    @Inject
    HttpConfig config;

    @Inject
    RoutingContext current;

    /** The request itself: the injected one ends with its context, which a reset ends while an answer is written. */
    private RoutingContext request;

    @Inject
    ResponseCache responseCache;

    @Inject
    LongAnswers answers;

    @Inject
    LongBodies bodies;

    @PostConstruct
    void begin() {
        request = ClientProxy.unwrap(current);
    }

    /**
     * Runs the read over what the node has of its own, where that is at the present number and has all that the read needs, and else
     * in one snapshot of the store. It must call {@link Parameters#done()} before it looks anything up.
     */
    public Response answer(UriInfo uri, BiFunction<Snapshot, Parameters, ReadResult> read) {
        return own.read(snapshot -> answer(snapshot, uri, read, this::large)).orElseGet(() -> stored(uri, read));
    }

    /** The same for a read that only the store can answer. */
    public Response stored(UriInfo uri, BiFunction<Snapshot, Parameters, ReadResult> read) {
        return stored(uri, read, this::large);
    }

    private Representation.Source large(Download download) {
        return (gzip, validator) -> {
            answers.take(LongAnswer.LARGE, request);
            return bodies.of(download, validator, gzip, request);
        };
    }

    /**
     * The same for a read whose download may have the whole store. A short one comes from what the node has of its own. Of another the faults and
     * the headers are found at once; the body is written by one of a few threads, since each holds a snapshot meanwhile, and requests wait for one
     * without a thread.
     *
     * @param kind what a download counts as
     */
    public Uni<Response> download(UriInfo uri, LongAnswer kind, BiFunction<Snapshot, Parameters, ReadResult> read) {
        Optional<Response> inMemory = own.read(snapshot -> answer(snapshot, uri, read, ShortDownload::of));
        if (inMemory.isPresent()) {
            return Uni.createFrom().item(inMemory.get());
        }
        Response head = stored(uri, read, download -> (gzip, validator) -> download);
        if (!(head.getEntity() instanceof Download)) {
            return Uni.createFrom().item(head);
        }
        answers.take(kind, request);
        return Uni.createFrom()
                .item(() -> stored(
                        uri, read, download -> (gzip, validator) -> bodies.of(download, validator, gzip, request)))
                .runSubscriptionOn(bodies.writers(kind));
    }

    private Response stored(
            UriInfo uri,
            BiFunction<Snapshot, Parameters, ReadResult> read,
            Function<Download, Representation.Source> downloads) {
        return snapshots.read(snapshot -> answer(snapshot, uri, read, downloads));
    }

    private Response answer(
            Snapshot snapshot,
            UriInfo uri,
            BiFunction<Snapshot, Parameters, ReadResult> read,
            Function<Download, Representation.Source> downloads) {
        answer.begin();
        Parameters parameters = new Parameters(uri.getQueryParameters());
        long least = leastSequence(parameters);
        try {
            if (snapshot.number() < least) {
                throw notReached(snapshot.number(), least);
            }
            ReadResult reply = read.apply(snapshot, parameters);
            Snapshot reflected = snapshot.reflecting(answer.lowest());
            if (reflected.number() < least) {
                throw notReached(reflected.number(), least);
            }
            return respond(reply, parameters, snapshot, reflected, downloads);
        } catch (ProblemException problem) {
            throw problem.header(SEQUENCE, Long.toString(snapshot.number())).header(HttpHeaders.VARY, MIN_SEQUENCE);
        }
    }

    /** What has been committed since may have what is asked for. */
    private static RuntimeException notReached(long number, long least) {
        if (Snapshots.isInMemory()) {
            return new NotInMemory();
        }
        return new ProblemException(
                        ProblemType.SEQUENCE_NOT_REACHED,
                        "The sequence is at " + number + ", not yet at " + least + ".")
                .header(HttpHeaders.RETRY_AFTER, "1");
    }

    private Response respond(
            ReadResult reply,
            Parameters parameters,
            Snapshot snapshot,
            Snapshot reflected,
            Function<Download, Representation.Source> downloads) {
        if (!parameters.isDone()) {
            throw new IllegalStateException("a read that does not check its parameters");
        }
        if (reply.movedTo() != null) {
            return Response.status(308)
                    .header(HttpHeaders.LOCATION, config.absolute(reply.movedTo()))
                    .header(HttpHeaders.VARY, MIN_SEQUENCE)
                    .header(SEQUENCE, reflected.number())
                    .build();
        }
        if (reply.body() instanceof Download) {
            responseCache.decline(request);
        }
        Representation representation = reply.body() instanceof Download download
                ? Representation.of(download, reflected, downloads.apply(download))
                : Representation.of(reply.body());
        Representation.Answer answer = representation.answer(request.request(), reply, reflected, clock);
        Optional<Duration> away = Snapshots.isInMemory() ? offlineReads.tolerated() : Optional.empty();
        if (away.isPresent()) {
            responseCache.decline(request);
            return inPieces(Response.fromResponse(answer.response())
                    .header(CacheStatus.NAME, CacheStatus.AWAY)
                    .header("Age", away.get().toSeconds())
                    .build());
        }
        if (answer.offer() != null && reflected.number() == snapshot.number()) {
            responseCache.offer(request, answer.offer());
        }
        return inPieces(answer.response());
    }

    private Response inPieces(Response response) {
        if (response.getEntity() instanceof byte[] bytes
                && bytes.length > LongBody.LONG
                && request.request().method() != HttpMethod.HEAD) {
            String validator = response.getHeaderString(HttpHeaders.ETAG);
            // A weak one does not stand for the same bytes.
            String key = validator.startsWith("W/") ? UUID.randomUUID().toString() : validator;
            return Response.fromResponse(response)
                    .entity(bodies.of(bytes, key, request))
                    .build();
        }
        return response;
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
