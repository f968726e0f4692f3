package org.communique.http.streaming;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** Closes a connection at once. The server's own way waits until the client has taken what was written, which it may never. */
public final class Disconnect {
    private Disconnect() {}

    public static void now(HttpServerRequest request) {
        // From the server's place in the pipeline on, so that it is not asked.
        ((ConnectionBase) request.connection()).channelHandlerContext().close();
    }
}
