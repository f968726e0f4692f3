package org.communique.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** An answer in the making, and who waits for it (RFC 9211 calls them collapsed requests). */
final class Flight {
    private record Waiting(Context context, Runnable then) {}

    private final List<Waiting> waiting = new ArrayList<>();
    private boolean ended;

    /** Has the request go on once the flight has ended, on its own thread; false where it has ended already. */
    synchronized boolean join(Runnable then) {
        if (ended) {
            return false;
        }
        waiting.add(new Waiting(Vertx.currentContext(), then));
        return true;
    }

    void end() {
        List<Waiting> all;
        synchronized (this) {
            ended = true;
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(one -> one.context().runOnContext(nothing -> one.then().run()));
    }
}
