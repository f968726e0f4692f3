package org.communique.http.traffic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.communique.http.HttpConfig;
import org.communique.http.request.Callers;
import org.communique.http.request.Query;
import org.communique.http.request.RequestPath;
import org.communique.transport.Network;
import org.communique.value.Ticks;

/**
 * Budgets of requests, by key or else by address, each for reads, searches and writes. They fill up again evenly. Health and
 * metrics have none.
 */
@ApplicationScoped
public class RateLimits {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Those that are known at once; a budget that nobody has used for a window is full again and can be forgotten. */
    private static final int CLIENTS = 100_000;

    @Inject
    HttpConfig config;

    @Inject
    Callers callers;

    @Inject
    Ticks ticks;

    private final Cache<String, Budgets> clients = Caffeine.newBuilder()
            .maximumSize(CLIENTS)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .executor(Runnable::run)
            .build();

    private Quota reads;
    private Quota searches;
    private Quota writes;

    private record Budgets(Bucket reads, Bucket searches, Bucket writes) {}

    private record Time(Ticks ticks) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ticks.nanos();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    void start(@Observes StartupEvent start) {
        HttpConfig.Limits limits = config.limits();
        if (limits.enabled()) {
            TimeMeter time = new Time(ticks);
            reads = new Quota("read", limits.readsPerMinute(), WINDOW, time);
            searches = new Quota("search", limits.searchesPerMinute(), WINDOW, time);
            writes = new Quota("write", limits.writesPerMinute(), WINDOW, time);
        }
    }

    /** What the request takes of its budget; null where it needs none. */
    public RateLimit take(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = RequestPath.of(context);
        if (reads == null || path.startsWith("/q/")) {
            return null;
        }
        Budgets budgets =
                clients.get(client(request), client -> new Budgets(reads.bucket(), searches.bucket(), writes.bucket()));
        HttpMethod method = request.method();
        if (method == HttpMethod.OPTIONS) {
            return reads.free(budgets.reads());
        }
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            return writes.take(budgets.writes());
        }
        return isSearch(path, request.query()) ? searches.take(budgets.searches()) : reads.take(budgets.reads());
    }

    /** The key that the request has, or else its address. */
    public String client(HttpServerRequest request) {
        String authorization = request.headers().get(HttpHeaders.AUTHORIZATION);
        Optional<String> holder = authorization == null ? Optional.empty() : callers.holder(authorization);
        return holder.orElseGet(() -> network(request));
    }

    /** Whose request it is, by the address it comes from; that of a proxy where none is trusted. */
    public static String network(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        return Network.of(address == null ? null : address.hostAddress());
    }

    private static boolean isSearch(String path, String query) {
        return path.equals("/v1/suggestions") || path.endsWith("/related") || query != null && Query.has(query, "q");
    }
}
