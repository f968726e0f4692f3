package org.communique.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can wait starts after the service listens, in its order, and once. */
@Tag("unit")
class DeferredStartTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void steps_run_once_in_their_order_and_then_the_node_is_ready() throws InterruptedException {
        DeferredStart start = with(step(() -> done.add("first")), step(() -> done.add("second")));
        assertEquals(Status.DOWN, start.call().getStatus());
        start.listening(null);
        start.listeningWithTls(null);
        awaitReady(start);
        assertEquals(List.of("first", "second"), done);
    }

    @Test
    void a_step_that_fails_is_repeated_before_the_next() throws InterruptedException {
        DeferredStart start = with(
                step(() -> {
                    done.add("tried");
                    if (done.size() == 1) {
                        throw new IllegalStateException("the store is away");
                    }
                }),
                step(() -> done.add("next")));
        start.listening(null);
        awaitReady(start);
        assertEquals(List.of("tried", "tried", "next"), done);
    }

    @Test
    void nothing_starts_after_a_stop() throws InterruptedException {
        DeferredStart start = with(step(() -> done.add("late")));
        start.stop(new ShutdownEvent());
        start.listening(null);
        TimeUnit.MILLISECONDS.sleep(100);
        assertTrue(done.isEmpty());
        assertEquals(Status.DOWN, start.call().getStatus());
    }

    @Test
    void a_stop_waits_for_the_step_that_is_running_and_leaves_out_the_rest() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        DeferredStart start = with(
                step(() -> {
                    began.countDown();
                    TimeUnit.MILLISECONDS.sleep(100);
                    done.add("finished");
                }),
                step(() -> done.add("left out")));
        start.listening(null);
        assertTrue(began.await(10, TimeUnit.SECONDS));
        start.stop(new ShutdownEvent());
        assertEquals(List.of("finished"), done);
    }

    private static void awaitReady(DeferredStart start) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (start.call().getStatus() == Status.DOWN && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertEquals(Status.UP, start.call().getStatus());
    }

    private static DeferredStart with(Step... steps) {
        DeferredStart start = new DeferredStart();
        start.beans = (BeanManager) Proxy.newProxyInstance(
                DeferredStartTest.class.getClassLoader(),
                new Class<?>[] {BeanManager.class},
                (proxy, method, arguments) -> new LinkedHashSet<>(List.of(steps)));
        return start;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Step step(Work work) {
        return new Step(work);
    }

    /** An observer of the event. */
    private static final class Step implements ObserverMethod<DeferredStartEvent> {
        private final Work work;

        Step(Work work) {
            this.work = work;
        }

        @Override
        public void notify(EventContext<DeferredStartEvent> context) {
            try {
                work.run();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public Class<?> getBeanClass() {
            return DeferredStartTest.class;
        }

        @Override
        public Type getObservedType() {
            return DeferredStartEvent.class;
        }

        @Override
        public Set<Annotation> getObservedQualifiers() {
            return Set.of();
        }

        @Override
        public Reception getReception() {
            return Reception.ALWAYS;
        }

        @Override
        public TransactionPhase getTransactionPhase() {
            return TransactionPhase.IN_PROGRESS;
        }

        @Override
        public jakarta.enterprise.inject.spi.Bean<?> getDeclaringBean() {
            return null;
        }
    }
}
