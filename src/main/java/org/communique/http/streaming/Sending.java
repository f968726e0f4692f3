package org.communique.http.streaming;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sends a long body. A piece is read when the one before was taken, so that a slow reader holds one piece and no thread; one
 * that takes nothing for longer than the patience is dropped.
 */
final class Sending {
    private static final Logger LOG = Logger.getLogger(Sending.class);
    /** So often in the patience it is looked whether the reader takes anything. */
    private static final int LOOKS = 4;

    private final LongBody body;
    private final RoutingContext request;
    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Duration patience;
    private long position;
    private long timer;
    private volatile long waitsSince;
    private volatile boolean dropped;

    Sending(LongBody body, RoutingContext request, Duration patience) {
        this.body = body;
        this.request = request;
        this.response = request.response();
        this.vertx = request.vertx();
        this.patience = patience;
    }

    void start() {
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.size()));
        waitsSince = System.nanoTime();
        timer = vertx.setPeriodic(Math.max(1, patience.toMillis() / LOOKS), this::look);
        next();
    }

    private void next() {
        if (position == body.size()) {
            vertx.cancelTimer(timer);
            response.end();
        } else {
            body.piece(vertx, position).onComplete(this::write);
        }
    }

    private void write(AsyncResult<Buffer> read) {
        if (read.succeeded()) {
            write(read.result());
        } else {
            if (!response.closed()) {
                LOG.errorf(
                        read.cause(),
                        "%s cannot be sent to its end",
                        request.request().path());
            }
            drop();
        }
    }

    private void write(Buffer piece) {
        if (dropped) {
            return;
        }
        waitsSince = System.nanoTime();
        response.write(piece).onComplete(taken -> {
            if (taken.succeeded()) {
                position += piece.length();
                next();
            } else {
                vertx.cancelTimer(timer);
            }
        });
    }

    private void look(long tick) {
        if (System.nanoTime() - waitsSince > patience.toNanos()) {
            LOG.infof(
                    "Disconnected a reader of %s from %s that read nothing for %s",
                    request.request().path(), request.request().remoteAddress().hostAddress(), patience);
            drop();
        }
    }

    /** Ends the answer where it is, which only the end of the connection can tell. */
    private void drop() {
        dropped = true;
        vertx.cancelTimer(timer);
        Disconnect.now(request.request());
    }
}
