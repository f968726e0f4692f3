package org.communique.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what comes about by itself. */
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Await() {}

    /** Until the condition holds, twenty seconds at most. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " has not come about in " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Until a number has stayed the same for half a second; answers with it. */
    public static double steady(Callable<Double> number) throws Exception {
        double last = number.call();
        for (int same = 0; same < 5; same++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            double next = number.call();
            if (next != last) {
                same = -1;
                last = next;
            }
        }
        return last;
    }
}
