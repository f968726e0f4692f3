package org.communique.value;

/** For how long something lasts, where {@link java.time.Clock} says when it is: it goes on evenly when the clock is set. */
public interface Ticks {
    /** Nanoseconds since some moment; only the difference of two calls means anything. */
    long nanos();
}
