package org.communique.changefeed;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.communique.http.streaming.ResponseMemory;
import org.communique.sequence.LiveState;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;

/** The open streams: each is woken when the sequence moves, and kept alive while it does not. */
@ApplicationScoped
class ChangeStreams {
    /** Changes in one write; releases may be long, so fewer with them. */
    private static final int BATCH = 100;

    private static final int BATCH_WITH_DATA = 10;

    @Inject
    SequenceWatch watch;

    @Inject
    Snapshots snapshots;

    @Inject
    LiveState state;

    @Inject
    TermCache cache;

    @Inject
    ChangeReads changes;

    @Inject
    ChangeTail tail;

    @Inject
    ChangeFeed feed;

    @Inject
    StreamConfig config;

    @Inject
    ResponseMemory memory;

    @Inject
    Vertx vertx;

    /** Without the transaction and the request of whoever wakes a stream. */
    private final ExecutorService workers = ManagedExecutor.builder()
            .propagated()
            .cleared(ThreadContext.ALL_REMAINING)
            .build();

    private final Set<ChangeStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;

    void start(@Observes @Priority(300) StartupEvent start) {
        watch.onAdvance(number -> open.forEach(ChangeStream::wake));
        vertx.setPeriodic(config.heartbeat().toMillis(), tick -> open.forEach(ChangeStream::beat));
    }

    /** Early, where the service takes its time to stop: another node is there to go on with. */
    void leave(@Observes ShutdownDelayInitiatedEvent stop) {
        leaving = true;
        endAll();
    }

    void stop(@Observes ShutdownEvent stop) {
        endAll();
    }

    private void endAll() {
        open.forEach(stream -> stream.end("The service is stopping; reconnect."));
    }

    /** Sends what there is after the follower's number, and all that comes. */
    void open(RoutingContext request, FollowRequest following) {
        ChangeStream stream = new ChangeStream(this, request, following);
        open.add(stream);
        request.response().closeHandler(closed -> {
            stream.closed();
            open.remove(stream);
        });
        if (leaving) {
            endAll();
        } else {
            stream.wake();
        }
    }

    void remove(ChangeStream stream) {
        open.remove(stream);
    }

    int count() {
        return open.size();
    }

    ExecutorService workers() {
        return workers;
    }

    /** What events on their way to readers take. */
    ResponseMemory memory() {
        return memory;
    }

    StreamConfig config() {
        return config;
    }

    /** What comes next for a follower; from memory where that is enough. */
    ChangeFeed.Shown next(FollowRequest following) {
        int limit = following.data() ? BATCH_WITH_DATA : BATCH;
        if (!following.data()) {
            var recent = tail.after(following.after(), following.filter(), limit);
            if (recent.isPresent() && recent.get().changes().stream().allMatch(change -> change.replacedBy() == null)) {
                return feed.shown(following, recent.get(), null);
            }
        }
        Function<Snapshot, ChangeFeed.Shown> next = snapshot -> {
            ChangeReads.Batch batch = changes.next(following.after(), following.filter(), limit);
            return feed.shown(following, batch, cache.at(snapshot));
        };
        return state.read(next).orElseGet(() -> snapshots.read(next));
    }

    boolean isBehind(long position) {
        return watch.last() > position;
    }
}
