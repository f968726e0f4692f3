package org.communique.exchange;

import java.time.Duration;

/** How many lines a transaction takes: as many as it can write in the time that other writers are made to wait. */
final class BatchSize {
    private static final int LEAST = 5;
    private static final int MOST = 200;
    /** Little: the first lines after a start take many times what later ones take. */
    private static final int FIRST = 10;
    /** Well below the 100 ms that nobody may be kept waiting for, since not every line takes the same. */
    private static final Duration GOAL = Duration.ofMillis(45);

    /**
     * After so long no further line is begun, since what was begun has yet to be sent and committed: what lines have taken
     * says little of the next where they are of another kind, or the service has just started.
     */
    static final Duration ENOUGH = Duration.ofMillis(20);

    private int lines = FIRST;

    int lines() {
        return lines;
    }

    /** Learns from a batch of lines and the time that it kept the turn for. */
    void took(int count, Duration time) {
        double fitting = count * (double) GOAL.toNanos() / Math.max(1, time.toNanos());
        // Half the way, so that one pause of the machine does not make the next batches small.
        lines = (int) Math.max(LEAST, Math.min(MOST, (lines + fitting) / 2));
    }
}
