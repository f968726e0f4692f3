package org.communique.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An answer in the making, and who waits for it (RFC 9211 calls them collapsed requests). */
final class Flight<T> {
    private record Waiting<T>(Context context, Consumer<T> then) {}

    private final List<Waiting<T>> waiting = new ArrayList<>();
    private boolean ended;

    /** Has the request go on once the flight has ended, on its own thread; false where it has ended already. */
    synchronized boolean join(Consumer<T> then) {
        if (ended) {
            return false;
        }
        waiting.add(new Waiting<>(Vertx.currentContext(), then));
        return true;
    }

    /** @param answer for all who wait; null where each of them has to make one */
    void end(T answer) {
        List<Waiting<T>> all;
        synchronized (this) {
            ended = true;
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(one -> one.context().runOnContext(nothing -> one.then().accept(answer)));
    }
}
