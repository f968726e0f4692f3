package org.communique.http.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A request that makes an answer, and those that wait for it. */
final class InFlightRequest<T> {
    private final List<Consumer<T>> waiting = new ArrayList<>();
    private boolean ended;

    /** Has the answer passed on once it is made; false where the request has ended already. */
    synchronized boolean join(Consumer<T> then) {
        return !ended && waiting.add(then);
    }

    /** @param answer for all that wait; null where each of them has to make one */
    void end(T answer) {
        List<Consumer<T>> all;
        synchronized (this) {
            ended = true;
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(one -> one.accept(answer));
    }
}
