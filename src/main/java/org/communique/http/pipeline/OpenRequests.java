package org.communique.http.pipeline;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.communique.http.HttpConfig;
import org.communique.http.request.RequestPath;
import org.communique.http.traffic.RateLimits;
import org.communique.http.traffic.RequestEnd;
import org.jspecify.annotations.Nullable;

/** How many requests of one address are open at once, and how many of them are still being sent. Health and metrics are not counted. */
@ApplicationScoped
class OpenRequests {
    /** Seconds after which some will have ended. */
    static final String RETRY_AFTER = "5";

    @Inject
    HttpConfig config;

    private final ConcurrentMap<String, Integer> requests = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> bodies = new ConcurrentHashMap<>();

    /** Counts the request until it is answered; false where the address has too many. */
    boolean admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!config.limits().enabled() || RequestPath.of(context).startsWith("/q/")) {
            return true;
        }
        String network = RateLimits.network(request);
        if (!enter(requests, network, config.limits().openRequests())) {
            return false;
        }
        RequestEnd.then(context, () -> leave(requests, network));
        return true;
    }

    /**
     * Counts a body that is on its way.
     *
     * @return to be run once it is there; null where the address has too many
     */
    @Nullable
    Runnable receive(HttpServerRequest request) {
        if (!config.limits().enabled()) {
            return () -> {};
        }
        String network = RateLimits.network(request);
        return enter(bodies, network, config.limits().openBodies()) ? () -> leave(bodies, network) : null;
    }

    private static boolean enter(ConcurrentMap<String, Integer> counts, String network, int most) {
        boolean[] entered = new boolean[1];
        counts.compute(network, (key, count) -> {
            int now = count == null ? 0 : count;
            entered[0] = now < most;
            return entered[0] ? Integer.valueOf(now + 1) : count;
        });
        return entered[0];
    }

    private static void leave(ConcurrentMap<String, Integer> counts, String network) {
        counts.computeIfPresent(network, (key, count) -> count > 1 ? count - 1 : null);
    }
}
