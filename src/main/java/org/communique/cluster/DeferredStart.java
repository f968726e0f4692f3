package org.communique.cluster;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Starts what can wait once the service listens, on one thread, so that it does not delay the first answer. The node is
 * ready when all of it has started. A step that fails is repeated until it succeeds, before those that follow it.
 */
@Readiness
@ApplicationScoped
class DeferredStart implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(DeferredStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** For the step that is running when the service stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final DeferredStartEvent EVENT = new DeferredStartEvent();

    @Inject
    BeanManager beans;

    private final CountDownLatch stop = new CountDownLatch(1);
    private Thread thread;
    private volatile boolean complete;

    void listening(@ObservesAsync HttpServerStart start) {
        begin();
    }

    /** Where the service listens with TLS only. */
    void listeningWithTls(@ObservesAsync HttpsServerStart start) {
        begin();
    }

    private synchronized void begin() {
        if (thread == null && !isStopped()) {
            thread = new Thread(this::run, "communique-start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Before anything else stops. Nothing is interrupted: the embedded store would lose its file. */
    void stop(@Observes @Priority(1) ShutdownEvent end) throws InterruptedException {
        Thread running;
        synchronized (this) {
            stop.countDown();
            running = thread;
        }
        if (running != null) {
            running.join(PATIENCE.toMillis());
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("start").status(complete).build();
    }

    private void run() {
        Queue<ObserverMethod<? super DeferredStartEvent>> steps = new ArrayDeque<>(beans.resolveObserverMethods(EVENT));
        try {
            boolean failing = false;
            while (!steps.isEmpty() && !isStopped()) {
                try {
                    notify(steps.peek(), EVENT);
                    steps.remove();
                    failing = false;
                } catch (RuntimeException | Error failed) {
                    if (!failing) {
                        LOG.errorf(failed, "%s did not start; trying again", name(steps.peek()));
                    }
                    failing = true;
                    stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
            complete = steps.isEmpty();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private static String name(ObserverMethod<?> step) {
        return step.getBeanClass().getSimpleName();
    }

    private static <T> void notify(ObserverMethod<T> step, T event) {
        step.notify(new EventContext<>() {
            @Override
            public T getEvent() {
                return event;
            }

            @Override
            public EventMetadata getMetadata() {
                throw new UnsupportedOperationException();
            }
        });
    }
}
