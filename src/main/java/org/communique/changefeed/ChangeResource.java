package org.communique.changefeed;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.communique.http.cache.PublicRead;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.streaming.LongAnswer;
import org.communique.http.streaming.LongAnswers;
import org.communique.sequence.SequenceWatch;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path(FollowRequest.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Following")
public class ChangeResource {
    @Inject
    PublicRead reads;

    @Inject
    ChangeFeed feed;

    @Inject
    SequenceWatch watch;

    @Inject
    LongAnswers answers;

    @Inject
    RoutingContext request;

    /** Each holds a connection to the store for long: half of them are left to others. */
    private static final int WITH_DATA = 16;

    private final Semaphore withData = new Semaphore(WITH_DATA);
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;

    /** Nobody is kept waiting by a node that is about to stop. */
    void leave(@Observes ShutdownDelayInitiatedEvent stop) {
        leaving = true;
        waiting.forEach(Runnable::run);
    }

    @GET
    @Blocking
    @Operation(
            operationId = "listChanges",
            summary = "List the changes after a number",
            description =
                    "The changes after a sequence number, in order, as seen through the filter: a release that no longer matches it is reported as press-release.left-view and has to be removed. Continue from meta.sequence; if data is empty, no change up to meta.sequence concerns the filter. With include=data, a page may have fewer changes if its texts are long. The number of waiting requests is limited, overall and for each key or address: beyond that, the response is 503 or 429 with Retry-After.")
    @Extension(name = "x-parameters", value = "after,changeFilter,include,changeLimit,wait")
    @APIResponseSchema(ChangeFeed.Page.class)
    public Uni<Response> list(@Context UriInfo uri) {
        long start = System.nanoTime();
        AtomicReference<ChangeFeed.Answer> last = new AtomicReference<>();
        return answer(uri, last, start);
    }

    /** Answers, or waits without a thread until the sequence has moved and tries again. */
    private Uni<Response> answer(UriInfo uri, AtomicReference<ChangeFeed.Answer> last, long start) {
        Response response = read(uri, last);
        ChangeFeed.Answer answer = last.get();
        Duration left = answer.patience().minusNanos(System.nanoTime() - start);
        boolean head = request.request().method() == HttpMethod.HEAD;
        if (!answer.idle() || head || leaving || left.isNegative() || left.isZero()) {
            return Uni.createFrom().item(response);
        }
        answers.take(LongAnswer.POLL, request);
        return moved(answer.sequence(), left)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToUni(number -> answer(uri, last, start));
    }

    private Response read(UriInfo uri, AtomicReference<ChangeFeed.Answer> last) {
        boolean data = uri.getQueryParameters().containsKey("include");
        if (data && !withData.tryAcquire()) {
            throw new ProblemException(
                            ProblemType.UNAVAILABLE,
                            "Too many pages of changes with data are being prepared at the moment.")
                    .header(HttpHeaders.RETRY_AFTER, "1");
        }
        try {
            return reads.answer(uri, (snapshot, parameters) -> {
                last.set(feed.answer(snapshot, parameters));
                return last.get().reply();
            });
        } finally {
            if (data) {
                withData.release();
            }
        }
    }

    private Uni<Long> moved(long beyond, Duration patience) {
        Uni<Long> next = Uni.createFrom().emitter(emitter -> {
            Runnable unsubscribe = watch.onAdvance(emitter::complete);
            Runnable answer = () -> emitter.complete(watch.last());
            waiting.add(answer);
            emitter.onTermination(() -> {
                unsubscribe.run();
                waiting.remove(answer);
            });
            if (watch.last() > beyond || leaving) {
                answer.run();
            }
        });
        return next.ifNoItem().after(patience).recoverWithItem(beyond);
    }
}
