package org.communique.cluster;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does its round whenever it is woken, and at least once in a while. A round that fails is done
 * again, after a while.
 */
public final class Worker {
    private final Semaphore wakes = new Semaphore(0);
    private final long tick;
    private final Runnable round;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Follower follower;

    public Worker(String name, Duration tick, Runnable round) {
        this.tick = tick.toMillis();
        this.round = round;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** @param follower notes how it fares */
    public void start(Follower follower) {
        this.follower = follower;
        thread.start();
    }

    public void wake() {
        wakes.release();
    }

    public boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** Has the round wait; a stop ends that early. */
    public void rest(Duration pause) {
        try {
            stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end of the round that is under way. */
    public void stop() {
        stop.countDown();
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isStopped()) {
            try {
                wakes.tryAcquire(tick, TimeUnit.MILLISECONDS);
                wakes.drainPermits();
                if (!isStopped()) {
                    round();
                }
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private void round() throws InterruptedException {
        try {
            round.run();
            follower.succeeded();
        } catch (RuntimeException | Error failed) {
            if (!isStopped()) {
                // Whatever wakes it meanwhile is not gone: the next round sees it.
                stop.await(follower.failed(failed).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
