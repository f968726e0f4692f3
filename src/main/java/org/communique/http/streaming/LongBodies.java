package org.communique.http.streaming;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.IllegalProductException;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.communique.http.problem.ProblemException;
import org.communique.http.traffic.RequestEnd;
import org.jboss.logging.Logger;

/** Puts long bodies where they can wait for their readers, and lets go of each when its request ends in whatever way. */
@ApplicationScoped
public class LongBodies {
    private static final Logger LOG = Logger.getLogger(LongBodies.class);

    @Inject
    LongAnswers answers;

    @Inject
    ResponseMemory memory;

    @Inject
    Spools spools;

    @Inject
    StreamingConfig config;

    /** Apart, so that a download of a page does not wait for the archive. */
    private ExecutorService exports;

    private ExecutorService downloads;

    void start(@Observes StartupEvent start) {
        // Whoever goes while an answer is written hears of no problem with it, and neither does the log.
        Infrastructure.setDroppedExceptionHandler(dropped -> {
            // A reset ends the context that the writer is in.
            if (dropped instanceof ProblemException
                    || dropped instanceof ContextNotActiveException
                    || dropped instanceof IllegalProductException) {
                LOG.debug("No client is left to receive the error", dropped);
            } else {
                LOG.error("A long response failed after its last client had left", dropped);
            }
        });
        exports = writers("communique-export-", 1);
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        downloads = writers("communique-download-", config.answers().writers().orElse(half));
    }

    private static ExecutorService writers(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> new Thread(task, name + number.incrementAndGet()));
    }

    void stop(@Observes ShutdownEvent stop) {
        exports.shutdown();
        downloads.shutdown();
    }

    /** Who write what has the whole store. */
    public Executor writers(LongAnswer kind) {
        return kind == LongAnswer.EXPORT ? exports : downloads;
    }

    /**
     * The bytes, in memory or else on disk.
     *
     * @param key is the same for the same bytes
     * @throws ProblemException 429 or 503 where too many long answers are open
     */
    public LongBody of(byte[] bytes, String key, RoutingContext request) {
        answers.take(LongAnswer.LARGE, request);
        MemoryBody body = inMemory(bytes);
        return body.retain()
                ? released(body, request)
                : released(spools.take(key, out -> out.write(bytes), false, () -> true), request);
    }

    /** The bytes, with no reader yet. */
    public MemoryBody inMemory(byte[] bytes) {
        return new MemoryBody(bytes, memory);
    }

    /** What the download writes, on disk. */
    public LongBody of(Download download, String key, boolean gzip, RoutingContext request) {
        HttpServerResponse response = request.response();
        return released(spools.take(key, download.writer(), gzip, () -> !response.closed()), request);
    }

    /** Adds the request to the readers of a body in memory; false where there is no room. */
    public boolean share(MemoryBody body, RoutingContext request) {
        answers.take(LongAnswer.LARGE, request);
        boolean room = body.retain();
        if (room) {
            released(body, request);
        }
        return room;
    }

    public void send(LongBody body, RoutingContext request) {
        new Sending(body, request, config.answers().patience()).start();
    }

    private static LongBody released(LongBody body, RoutingContext request) {
        RequestEnd.then(request, body::release);
        return body;
    }
}
