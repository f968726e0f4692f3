package org.communique.push.hub;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.communique.cluster.Follower;
import org.communique.cluster.Worker;
import org.communique.cluster.WriteLock;
import org.jboss.logging.Logger;

/** Keeps work going: writes down what was answered, then begins what is due. It never waits for an answer. */
final class HubPump {
    private static final Logger LOG = Logger.getLogger(HubPump.class);
    private static final Duration TICK = Duration.ofMillis(200);

    /** Calls under way. A host has a hundred subscriptions at most, and one that fails is tried less and less. */
    private static final int MOST = 1_000;

    private static final int ROUND = 100;
    private static final long LAST_ANSWERS_MILLIS = 3_000;
    private static final long GIVEN_UP_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final HubWork work;
    private final WriteLock writeLock;
    private final Worker worker;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Queue<Answer> answered = new ConcurrentLinkedQueue<>();

    /** What is to be written down, and since when. */
    private record Answer(Runnable write, long since) {
        boolean isLost() {
            return System.nanoTime() - since > GIVEN_UP_NANOS;
        }
    }

    HubPump(String name, HubWork work, WriteLock writeLock) {
        this.work = work;
        this.writeLock = writeLock;
        this.worker = new Worker(name, TICK, this::round);
    }

    /** @param follower notes how it fares */
    void start(Follower follower) {
        worker.start(follower);
    }

    void wake() {
        worker.wake();
    }

    /** Begins nothing more, and gives what is under way a moment: an answer that is not written down is asked for again. */
    void stop() {
        worker.stop();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_ANSWERS_MILLIS);
        while (underWay.get() > 0 && System.nanoTime() < end) {
            writeDown();
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void round() {
        int begun;
        do {
            writeDown();
            int room = Math.min(ROUND, MOST - underWay.get());
            List<CompletionStage<Runnable>> calls = room > 0 ? work.begin(room) : List.of();
            begun = calls.size();
            calls.forEach(call -> {
                underWay.incrementAndGet();
                call.thenAccept(this::answered);
            });
        } while (begun > 0 && !worker.isStopped());
    }

    private void answered(Runnable write) {
        answered.add(new Answer(write, System.nanoTime()));
        worker.wake();
    }

    /** What cannot be written down stays first in the queue for the next round, until its claim has run out anyway. */
    private void writeDown() {
        for (Answer next = answered.peek(); next != null; next = answered.peek()) {
            try {
                write(next.write());
            } catch (RuntimeException failed) {
                if (!next.isLost()) {
                    throw failed;
                }
                LOG.warnf(
                        "The response to a verification request could not be stored; the request will be sent again: %s",
                        failed);
            }
            answered.poll();
            underWay.decrementAndGet();
        }
    }

    private void write(Runnable write) {
        QuarkusTransaction.requiringNew().run(() -> {
            writeLock.enter();
            write.run();
        });
    }
}
