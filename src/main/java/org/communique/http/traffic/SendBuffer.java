package org.communique.http.traffic;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bounds what the system takes for a connection: of its own accord it takes several megabytes from the service before it shows
 * that a reader is slow.
 */
@ApplicationScoped
class SendBuffer implements HttpServerOptionsCustomizer {
    private static final int BYTES = 1 << 18;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setSendBufferSize(BYTES);
    }
}
