package org.communique.push;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.communique.web.StoreFailure;
import org.jboss.logging.Logger;

/** A thread that does its round whenever it is woken, and at least once in a while. A round that fails is done again. */
final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);

    private final Semaphore wakes = new Semaphore(0);
    private final long tick;
    private final Runnable round;
    private final Thread thread;
    private volatile boolean stopped;
    /** Whether it was said that the store is away. */
    private boolean isWaiting;

    Loop(String name, Duration tick, Runnable round) {
        this.tick = tick.toMillis();
        this.round = round;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wakes.release();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Waits for the end of the round that is under way. */
    void stop() {
        stopped = true;
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                wakes.tryAcquire(tick, TimeUnit.MILLISECONDS);
                wakes.drainPermits();
                if (!stopped) {
                    round.run();
                    isWaiting = false;
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failed) {
                if (!stopped) {
                    failed(failed);
                }
            }
        }
    }

    private void failed(RuntimeException failed) {
        if (!StoreFailure.isAway(failed)) {
            isWaiting = false;
            LOG.errorf(failed, "A round of %s failed; it is done again", thread.getName());
        } else if (!isWaiting) {
            isWaiting = true;
            LOG.warnf("%s waits for the store, which does not answer", thread.getName());
        }
        // Whatever wakes it meanwhile is not gone: the next round sees it.
        wakes.drainPermits();
    }
}
