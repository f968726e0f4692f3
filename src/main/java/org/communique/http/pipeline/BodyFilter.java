package org.communique.http.pipeline;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.communique.http.headers.PrivateReply;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.RequestPath;
import org.communique.transport.Arrival;
import org.communique.transport.ReceiveConfig;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/**
 * Receives the body of a request before its operation is called, and after it is known who asks: the thread is given back
 * meanwhile, and no body is taken of somebody who may not call the operation.
 */
@ApplicationScoped
class BodyFilter {
    /** For an operation that needs no key. */
    static final long LARGEST_PUBLIC = 16_384;

    @Inject
    ReceiveConfig config;

    @Inject
    LargeBodies largeBodies;

    @Inject
    OpenRequests open;

    @ServerRequestFilter(priority = Priorities.USER + 1)
    @Nullable
    Uni<Void> receive(ContainerRequestContext call, RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
            return null;
        }
        Arrival arrival = Arrival.of(request);
        if (!arrival.hasBody()) {
            call.setEntityStream(InputStream.nullInputStream());
            return null;
        }
        boolean archive = RequestPath.of(context).equals(RequestPipeline.ARCHIVES);
        long largest = archive
                ? largeBodies.largest()
                : PrivateReply.isMarked(context) ? RequestPipeline.LARGEST_BODY : LARGEST_PUBLIC;
        if (RequestPipeline.bodySize(request) > largest) {
            throw BodyReception.tooLarge(largest);
        }
        BodySink sink = archive ? onDisk() : new BodySink.Memory();
        CurrentRequestManager.get().registerCompletionCallback(ended -> sink.discard());
        Runnable leave = arrival.isComplete() ? () -> {} : open.receive(request);
        if (leave == null) {
            throw new ProblemException(
                            ProblemType.TOO_MANY_REQUESTS, "Too many request bodies are being sent from this address.")
                    .header("Retry-After", OpenRequests.RETRY_AFTER);
        }
        Duration timeout = archive ? largeBodies.timeout() : config.bodyTimeout();
        Pace pace = new Pace(config.minRate().asLongValue(), config.grace(), timeout, System.nanoTime());
        return Uni.createFrom().emitter(emitter -> {
            BodyReception reception = new BodyReception(request, largest, pace, sink, (body, failure) -> {
                leave.run();
                if (failure == null) {
                    call.setEntityStream(body);
                    emitter.complete(null);
                } else {
                    emitter.fail(failure);
                }
            });
            ((HttpServerRequestInternal) request).context().runOnContext(nothing -> reception.begin());
        });
    }

    private BodySink onDisk() {
        try {
            return BodySink.File.of(largeBodies);
        } catch (IOException noRoom) {
            throw BodyReception.unwritten(noRoom);
        }
    }
}
