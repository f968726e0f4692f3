package org.communique.http.pipeline;

import java.time.Duration;

/** How fast a body comes: by an average over all its time but that in which it was not asked for. Times are in nanoseconds. */
final class Pace {
    private final double bytesPerNano;
    private final long grace;
    private final long timeout;
    private final long began;
    private long bytes;
    private long pausedAt;
    private long paused;
    private boolean isPaused;

    Pace(long bytesPerSecond, Duration grace, Duration timeout, long now) {
        bytesPerNano = bytesPerSecond / 1e9;
        this.grace = grace.toNanos();
        this.timeout = timeout.toNanos();
        began = now;
    }

    /** @return how many bytes there are by now */
    long add(int more) {
        bytes += more;
        return bytes;
    }

    void pause(long now) {
        isPaused = true;
        pausedAt = now;
    }

    void resume(long now) {
        isPaused = false;
        paused += now - pausedAt;
    }

    boolean isTooSlow(long now) {
        long taken = (isPaused ? pausedAt : now) - began - paused;
        return taken > timeout || taken > grace && bytes < (taken - grace) * bytesPerNano;
    }
}
