package org.communique.changefeed;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communique.http.json.Json;
import org.communique.http.streaming.Disconnect;
import org.jboss.logging.Logger;

/**
 * One reader of the stream (server-sent events, HTML section 9.2). It is pulled: the next changes are looked up only when
 * the last ones were taken, so that a slow reader costs one batch and not a growing buffer; one that takes nothing for
 * longer than the patience is dropped.
 */
final class ChangeStream {
    private static final Logger LOG = Logger.getLogger(ChangeStream.class);
    /** After so long a reader that goes on reading has had the reason, and the connection ends. */
    private static final long LAST_WORDS_MILLIS = 5_000;
    /** After so long it ends whatever is left to be read. */
    private static final long CUT_MILLIS = 30_000;
    /** Characters from which on no further change goes into the same write. */
    private static final int ENOUGH = 1 << 16;

    private final ChangeStreams streams;
    private final RoutingContext request;
    private final HttpServerResponse response;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile FollowRequest following;
    private volatile long writingSince;
    private volatile boolean closed;

    ChangeStream(ChangeStreams streams, RoutingContext request, FollowRequest following) {
        this.streams = streams;
        this.request = request;
        this.response = request.response();
        this.following = following;
    }

    /** Looks for changes, unless it is at that already. */
    void wake() {
        if (!closed && busy.compareAndSet(false, true)) {
            streams.workers().execute(this::send);
        }
    }

    private void send() {
        try {
            ChangeFeed.Shown next = streams.next(following);
            long position = next.position();
            long last = following.after();
            StringBuilder events = new StringBuilder();
            for (ChangeView change : next.changes()) {
                if (events.length() > ENOUGH) {
                    position = last;
                    break;
                }
                last = change.sequence();
                events.append("id: ").append(last).append("\ndata: ");
                events.append(Json.string(change)).append("\n\n");
            }
            following = following.from(position);
            if (events.length() == 0) {
                taken();
            } else {
                write(events.toString());
            }
        } catch (RuntimeException failed) {
            LOG.error("A stream of changes failed", failed);
            end("The changes could not be read; reconnect.");
        }
    }

    private void write(String text) {
        Buffer events = Buffer.buffer(text);
        // What is written at once is copied whole; a heartbeat and most of the news are too short to count.
        int counted = events.length() > ENOUGH ? events.length() : 0;
        if (!streams.memory().take(counted)) {
            end("Too many slow readers are connected; reconnect later.");
            return;
        }
        writingSince = System.nanoTime();
        response.write(events).onComplete(done -> {
            streams.memory().giveBack(counted);
            writingSince = 0;
            if (done.succeeded()) {
                taken();
            } else {
                closed();
            }
        });
    }

    private void taken() {
        busy.set(false);
        if (streams.isBehind(following.after())) {
            wake();
        }
    }

    /** Shows that the stream is alive and how far it is, or drops a reader that takes nothing. */
    void beat() {
        long since = writingSince;
        Duration patience = streams.config().patience();
        if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
            LOG.infof(
                    "Disconnected a reader of the stream from %s that read nothing for %s",
                    request.request().remoteAddress().hostAddress(), patience);
            end("Nothing was read for " + patience.toSeconds() + " seconds.");
        } else if (!closed && busy.compareAndSet(false, true)) {
            write(": alive\nid: " + following.after() + "\n\n");
        }
    }

    /** Ends the stream with the reason, and the connection where the reader does not even take that. */
    void end(String reason) {
        if (!closed) {
            closed();
            response.end("event: end\ndata: " + Json.string(reason) + "\n\n");
            HttpServerRequest own = request.request();
            request.vertx().setTimer(LAST_WORDS_MILLIS, late -> own.connection().close());
            request.vertx().setTimer(CUT_MILLIS, late -> Disconnect.now(own));
        }
    }

    void closed() {
        closed = true;
        streams.remove(this);
    }
}
