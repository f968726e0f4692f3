package org.communique.http.traffic;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done when a request has ended, in whatever way. The framework's own end handlers run once, at the first sign of
 * an end, and whoever adds one after that, or from another thread at that moment, waits in vain.
 */
public final class RequestEnd {
    private static final String KEY = RequestEnd.class.getName();

    /** Null after the end. */
    private List<Runnable> work = new ArrayList<>();

    private RequestEnd() {}

    /** Watches for the end; on the event loop, before another thread has the request. */
    public static RequestEnd follow(RoutingContext request) {
        RequestEnd end = new RequestEnd();
        request.put(KEY, end);
        request.addEndHandler(ended -> end.run());
        return end;
    }

    /** Runs the work once, when the answer has ended or its connection is closed, were it already. */
    public static void then(RoutingContext request, Runnable work) {
        RequestEnd known = request.get(KEY);
        RequestEnd end = known == null ? follow(request) : known;
        if (!end.add(work)) {
            work.run();
        } else if (request.response().closed() || request.response().ended()) {
            end.run();
        }
    }

    private synchronized boolean add(Runnable added) {
        return work != null && work.add(added);
    }

    private synchronized List<Runnable> take() {
        List<Runnable> taken = work == null ? List.of() : work;
        work = null;
        return taken;
    }

    private void run() {
        take().forEach(Runnable::run);
    }
}
