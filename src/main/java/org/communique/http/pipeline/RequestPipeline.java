package org.communique.http.pipeline;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.communique.http.HttpConfig;
import org.communique.http.cache.CacheKey;
import org.communique.http.cache.CacheLifetime;
import org.communique.http.cache.ResponseCache;
import org.communique.http.headers.CacheStatus;
import org.communique.http.headers.CommonHeaders;
import org.communique.http.headers.HttpDate;
import org.communique.http.headers.MediaRange;
import org.communique.http.headers.PrivateReply;
import org.communique.http.json.Json;
import org.communique.http.problem.Fault;
import org.communique.http.problem.Problem;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.problem.StoreFailure;
import org.communique.http.request.Query;
import org.communique.http.request.RequestPath;
import org.communique.http.request.UriCheck;
import org.communique.http.traffic.AccessLog;
import org.communique.http.traffic.RateLimit;
import org.communique.http.traffic.RateLimits;
import org.communique.http.traffic.RequestEnd;
import org.communique.http.traffic.RequestMetrics;
import org.communique.sequence.OfflineReads;
import org.communique.sequence.SequenceWatch;
import org.communique.transport.Arrival;

/** Looks at a request before any routing does: length and encoding of the address, size of headers and body. */
@ApplicationScoped
class RequestPipeline {
    static final int LONGEST_ADDRESS = 16_384;
    static final int LARGEST_HEADERS = 32_768;
    static final long LARGEST_BODY = 2_097_152;
    /** These are put on disk as they arrive, and have a limit of their own. */
    static final String ARCHIVES = "/v1/imports";

    @Inject
    Clock clock;

    @Inject
    HttpConfig config;

    @Inject
    ResponseCache responseCache;

    @Inject
    RateLimits limits;

    @Inject
    CommonHeaders common;

    @Inject
    RequestMetrics metrics;

    @Inject
    AccessLog accessLog;

    @Inject
    SequenceWatch watch;

    @Inject
    OfflineReads offlineReads;

    @Inject
    GracefulShutdown shutdown;

    @Inject
    OpenRequests open;

    @Inject
    LargeBodies largeBodies;

    /** Ahead of every route with a path, since matching one already fails at an address that cannot be decoded. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check).failureHandler(this::failed);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (CacheKey.isRead(request) && context.response().writeQueueFull()) {
            awaitReader(context);
            return;
        }
        long began = System.nanoTime();
        Arrival arrival = Arrival.of(request);
        accessLog.follow(context);
        shutdown.follow(context);
        RateLimit limit = limits.take(context);
        MediaRange.normalize(request.headers());
        common.forOrigin(request, context.response().headers());
        boolean proper = (limit == null || limit.isGranted())
                && request.uri().length() <= LONGEST_ADDRESS
                && headerSize(request) <= LARGEST_HEADERS
                && !arrival.hasBody()
                && arrival.refusal().isEmpty();
        if (proper && responseCache.send(context, limit)) {
            metrics.count(request, context.response().getStatusCode(), began);
            return;
        }
        metrics.follow(context, began);
        RequestEnd.follow(context);
        context.addHeadersEndHandler(nothing -> complete(context, limit));
        if (arrival.refusal().isPresent()) {
            Arrival.Refusal refusal = arrival.refusal().get();
            refuse(context, ProblemType.byStatus(refusal.status()), refusal.detail(), List.of());
        } else if (limit != null && !limit.isGranted()) {
            context.response().putHeader("Retry-After", Long.toString(limit.retryAfter()));
            refuse(context, ProblemType.TOO_MANY_REQUESTS, List.of());
        } else if (request.uri().length() > LONGEST_ADDRESS) {
            refuse(context, ProblemType.URI_TOO_LONG, List.of());
        } else if (headerSize(request) > LARGEST_HEADERS) {
            refuse(context, ProblemType.HEADERS_TOO_LARGE, List.of());
        } else if (bodySize(request)
                > (RequestPath.of(context).equals(ARCHIVES) ? largeBodies.largest() : LARGEST_BODY)) {
            refuse(context, ProblemType.CONTENT_TOO_LARGE, List.of());
        } else if (!open.admit(context)) {
            context.response().putHeader("Retry-After", OpenRequests.RETRY_AFTER);
            refuse(context, ProblemType.TOO_MANY_REQUESTS, "Too many requests from this address are open.", List.of());
        } else if (!expectsNothingElse(request)) {
            refuse(context, ProblemType.EXPECTATION_FAILED, List.of());
        } else {
            List<Fault> faults = UriCheck.faults(request.uri());
            if (!faults.isEmpty()) {
                refuse(context, ProblemType.MALFORMED_REQUEST, faults);
            } else if (UriCheck.leadsNowhere(request.path())) {
                refuse(context, ProblemType.NOT_FOUND, List.of());
            } else if (CommonHeaders.isPreflight(request)) {
                CommonHeaders.answerPreflight(context.response());
            } else if (RequestPath.of(context).startsWith("/v1") && watch.isSilent() && !goesOn(request)) {
                // Whoever asked it now would wait in vain, and keep the others from being told so.
                context.response().putHeader("Retry-After", StoreFailure.RETRY_AFTER);
                refuse(context, ProblemType.UNAVAILABLE, List.of());
            } else {
                // Before it may wait for another's answer, after which it goes on by itself.
                readQuery(context);
                if (!proper || !responseCache.sendOrAwait(context)) {
                    context.next();
                }
            }
        }
    }

    /** Whether the request may be one that is answered without the store. */
    private boolean goesOn(HttpServerRequest request) {
        return CacheKey.isRead(request)
                && !request.headers().contains("Authorization")
                && offlineReads.tolerated().isPresent();
    }

    /** Once for all: the framework takes a semicolon, too, for the end of a parameter. */
    private static void readQuery(RoutingContext context) {
        String query = context.request().query();
        if (query != null && query.indexOf(';') >= 0) {
            MultiMap parameters = context.queryParams().clear();
            Query.parse(query).forEach(parameters::add);
        }
    }

    /** Who sends one request after the other and takes no answers has the next one wait. */
    private void awaitReader(RoutingContext context) {
        context.response().drainHandler(taken -> {
            context.response().drainHandler(null);
            try {
                check(context);
            } catch (RuntimeException failed) {
                context.fail(failed);
            }
        });
    }

    /** What the server itself refuses, such as a request without a Host. */
    private void failed(RoutingContext context) {
        int status = context.statusCode();
        if (context.response().headWritten() || status < 400) {
            context.next();
        } else if (context.failure() instanceof ProblemException problem) {
            problem.headers().forEach(context.response()::putHeader);
            refuse(context, problem.problem(ProblemMappers.instance(context)));
        } else {
            closeBehind(context);
            refuse(context, ProblemType.byStatus(status), List.of());
        }
    }

    /** Headers that every answer carries, whoever made it. */
    private void complete(RoutingContext context, RateLimit limit) {
        closeBehind(context);
        var headers = context.response().headers();
        if (limit != null) {
            limit.write(headers, context.response().getStatusCode());
        }
        if (!headers.contains("Date")) {
            headers.set("Date", HttpDate.write(clock.instant()));
        }
        common.add(context.request().path(), headers);
        if (!headers.contains("Cache-Control")) {
            headers.set("Cache-Control", lifetime(context));
        }
        if (!headers.contains(CacheStatus.NAME)) {
            headers.set(CacheStatus.NAME, responseCache.keep(context));
        }
    }

    private String lifetime(RoutingContext context) {
        int status = context.response().getStatusCode();
        String path = RequestPath.of(context);
        boolean operational = path.startsWith("/q/health") || path.startsWith("/q/metrics");
        if (PrivateReply.isMarked(context)) {
            return PrivateReply.NO_STORE;
        }
        // What is wrong with one request for an address is no reason to refuse the next.
        boolean own = status == 431 || Arrival.of(context.request()).refusal().isPresent();
        if (!CacheKey.isRead(context.request())
                || own
                || operational
                || status >= 500
                || status == 401
                || status == 403
                || status == 429) {
            return "no-store";
        }
        if (CacheKey.ALWAYS_FRESH.contains(path)) {
            return "no-cache";
        }
        return CacheLifetime.header(clock.instant(), config.editorial().grid());
    }

    /** Whether it expects at most to be told when to send its body; who sends by HTTP/1.0 knows no expectations. */
    private static boolean expectsNothingElse(HttpServerRequest request) {
        String expectation = request.getHeader("Expect");
        return expectation == null
                || expectation.equalsIgnoreCase("100-continue")
                || request.version() == HttpVersion.HTTP_1_0;
    }

    /** An answer given while the request is still being sent is the last on its connection. */
    private static void closeBehind(RoutingContext context) {
        Arrival arrival = Arrival.of(context.request());
        if (!arrival.isComplete() || arrival.refusal().isPresent()) {
            context.response().putHeader("Connection", "close");
            context.addEndHandler(sent -> context.request().connection().close());
        }
    }

    private void refuse(RoutingContext context, ProblemType type, List<Fault> faults) {
        refuse(context, type, type.meaning(), faults);
    }

    private void refuse(RoutingContext context, ProblemType type, String detail, List<Fault> faults) {
        refuse(context, Problem.of(type, detail, ProblemMappers.instance(context), faults, Map.of()));
    }

    private static void refuse(RoutingContext context, Problem problem) {
        context.request().resume();
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(io.vertx.core.buffer.Buffer.buffer(Json.bytes(problem)));
    }

    private static long headerSize(HttpServerRequest request) {
        long size = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }

    /** What the head says of it, in bytes; 0 where it says nothing. That it is a number has been seen to by now. */
    static long bodySize(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}
