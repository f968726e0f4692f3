package org.communique.support;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.communique.value.Ticks;

/** The application's ticks in tests: the machine's, until a test stops them. They never go back. */
@Singleton
public class TestTicks implements Ticks {
    private volatile long ahead;
    private volatile Long stopped;

    public void stop() {
        stopped = nanos();
    }

    public void advance(Duration time) {
        ahead += time.toNanos();
        Long at = stopped;
        stopped = at == null ? null : at + time.toNanos();
    }

    public void go() {
        Long at = stopped;
        if (at != null) {
            ahead = at - System.nanoTime();
            stopped = null;
        }
    }

    @Override
    public long nanos() {
        Long at = stopped;
        return at != null ? at : System.nanoTime() + ahead;
    }
}
