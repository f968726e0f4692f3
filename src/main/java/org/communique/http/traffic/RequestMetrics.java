package org.communique.http.traffic;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.communique.http.headers.PrivateReply;
import org.communique.http.request.RequestPath;

/**
 * How long requests took, by operation, under the name and with the tags of the framework's own, which looks each timer up anew
 * for each answer: that took a sixth of the time of an answer from memory. Requests for what needs a key are not counted,
 * or the counts would tell of the draft store, and neither are those of the operator.
 */
@ApplicationScoped
public class RequestMetrics {
    private static final Pattern NOT_COUNTED =
            Pattern.compile("/q/.*|/v1/(drafts|embargoed|api-keys|audit|imports|subscriptions|recalls)(/.*)?");

    private static final Set<HttpMethod> WRITES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** Where the framework notes the path of the operation. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final HttpMethod OTHER = HttpMethod.valueOf("OTHER");
    private static final Set<HttpMethod> METHODS = Set.copyOf(HttpMethod.values());

    @Inject
    MeterRegistry registry;

    private final ConcurrentMap<Kind, Timer> timers = new ConcurrentHashMap<>();

    /** Compared by hand: a record's own comparison is slow until it is compiled, and this is on every answer's way. */
    private record Kind(HttpMethod method, String operation, int status) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Kind kind
                    && status == kind.status
                    && operation.equals(kind.operation)
                    && method.equals(kind.method);
        }

        @Override
        public int hashCode() {
            return 31 * operation.hashCode() + status;
        }
    }

    /** Has the request counted once it is answered. */
    public void follow(RoutingContext context, long began) {
        HttpServerRequest request = context.request();
        context.addEndHandler(ended -> {
            if (!needsKey(context)
                    && !NOT_COUNTED.matcher(RequestPath.of(context)).matches()) {
                count(request, context.response().getStatusCode(), began);
            }
        });
    }

    /** All writes but those to the hub do, whatever became of them. */
    private static boolean needsKey(RoutingContext context) {
        return PrivateReply.isMarked(context)
                || WRITES.contains(context.request().method())
                        && !RequestPath.of(context).equals("/hub");
    }

    /**
     * Notes the operation of an answer that does not come from it.
     *
     * @param operation null where it is not known
     */
    public static void answersAs(HttpServerRequest request, String operation) {
        if (operation != null) {
            ((HttpServerRequestInternal) request).context().putLocal(TEMPLATE, operation);
        }
    }

    /** The path of the operation that answers, with its parameters in braces; null before there is one. */
    public static String operation(HttpServerRequest request) {
        return ((HttpServerRequestInternal) request).context().getLocal(TEMPLATE);
    }

    /** What stands for an address that leads to no operation, of which there is no end. */
    private static String noOperation(int status) {
        return status == 404 ? "NOT_FOUND" : status / 100 == 3 ? "REDIRECTION" : "UNKNOWN";
    }

    /**
     * Counts an answer.
     *
     * @param began by {@link System#nanoTime()}
     */
    public void count(HttpServerRequest request, int status, long began) {
        HttpMethod method = METHODS.contains(request.method()) ? request.method() : OTHER;
        String operation = operation(request);
        Kind kind = new Kind(method, operation == null ? noOperation(status) : operation, status);
        Timer timer = timers.get(kind);
        if (timer == null) {
            timer = timers.computeIfAbsent(kind, this::timer);
        }
        timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("HTTP server request processing time")
                .tag("method", kind.method().name())
                .tag("uri", kind.operation())
                .tag("outcome", Outcome.forStatus(kind.status()).name())
                .tag("status", Integer.toString(kind.status()))
                .register(registry);
    }
}
