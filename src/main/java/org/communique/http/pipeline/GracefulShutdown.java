package org.communique.http.pipeline;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets clients go before the service stops: what is asked is still answered, but each connection is closed after its answer
 * (RFC 9112 section 9.6), so that the next request finds another node and none meets a connection that is closing.
 */
@ApplicationScoped
class GracefulShutdown {
    private volatile boolean leaving;

    /** The node is told to stop, and says already that it is not ready. */
    void leave(@Observes ShutdownDelayInitiatedEvent stop) {
        leaving = true;
    }

    /** Has the answer say that the connection ends, and ends it. */
    void follow(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (leaving && request.version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
            context.addEndHandler(sent -> request.connection().close());
        }
    }
}
