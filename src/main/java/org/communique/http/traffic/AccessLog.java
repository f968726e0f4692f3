package org.communique.http.traffic;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.communique.http.HttpConfig;
import org.communique.http.headers.CacheStatus;
import org.jboss.logging.Logger;

/**
 * A line for each request: from where, what, how it was answered, with how many bytes and in how many milliseconds, whether from
 * memory, and for whom. No header of the request is in it, and credentials are in no address.
 */
@ApplicationScoped
public class AccessLog {
    private static final Logger LOG = Logger.getLogger(AccessLog.class);
    private static final String CALLER = AccessLog.class.getName() + ".caller";
    private static final int LONGEST = 2_000;

    @Inject
    HttpConfig config;

    /** Notes who it is that asks, by a name and not by a credential. */
    public static void caller(RoutingContext request, String name) {
        request.put(CALLER, name);
    }

    /** Has the request written down once it is answered, where that is wanted. */
    public void follow(RoutingContext context) {
        if (config.accessLog().enabled()) {
            long began = System.nanoTime();
            context.addEndHandler(ended -> write(context, began));
        }
    }

    private static void write(RoutingContext context, long began) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        String caller = context.get(CALLER);
        LOG.infof(
                "%s %s %s %d %d bytes %s ms, %s%s",
                request.remoteAddress() == null ? "-" : request.remoteAddress().hostAddress(),
                request.method(),
                shown(request.uri()),
                response.getStatusCode(),
                response.bytesWritten(),
                String.format(Locale.ROOT, "%.1f", (System.nanoTime() - began) / 1e6),
                response.headers().get(CacheStatus.NAME),
                caller == null ? "" : ", by " + caller);
    }

    /** The address on one line, and not without end. */
    private static String shown(String uri) {
        String line = uri.replaceAll("[\\p{Cntrl}]", "?");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
