package org.communique.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.communique.store.StoreFault;
import org.jboss.logging.Logger;

/** How a part of this node that follows the sequence fares: whether it stands still, since when and why. */
public final class Follower {
    private static final Logger LOG = Logger.getLogger(Follower.class);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long UNKNOWN = -1;
    private static final String OURS = "an internal error; see the log";

    private final String name;
    private final Clock clock;
    private volatile Standstill standstill;
    private volatile long number = UNKNOWN;
    private Duration pause = FIRST;
    /** What was last logged. */
    private String told;

    /**
     * Why a follower does not go on.
     *
     * @param reason in words for anybody
     */
    public record Standstill(Instant since, String reason) {}

    /** @param name for the log, the metrics and the health check */
    public Follower(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    /** Empty while it goes on. */
    public Optional<Standstill> standstill() {
        return Optional.ofNullable(standstill);
    }

    /** Notes the number of the last change that it has taken over; -1 while there is none to tell. */
    public void reached(long last) {
        number = last;
    }

    /** Whether it goes on, and is more than so many changes behind a number. */
    boolean isBehind(long last, long most) {
        return standstill == null && number != UNKNOWN && number < last - most;
    }

    /** Notes that it goes on. */
    public synchronized void succeeded() {
        if (standstill != null) {
            LOG.infof(
                    "The follower %s resumed after %d s",
                    name, Duration.between(standstill.since(), clock.instant()).toSeconds());
            standstill = null;
            pause = FIRST;
        }
    }

    /**
     * Notes that it stands still. The log is told once, and again when the reason is another.
     *
     * @return how long to wait before the next try: twice as long each time, up to five seconds
     */
    public synchronized Duration failed(Throwable failed) {
        Optional<StoreFault> fault = StoreFault.of(failed);
        String reason = fault.map(StoreFault::words).orElse(OURS);
        String kind = fault.isPresent() ? reason : failed.getClass().getName();
        if (standstill == null || !kind.equals(told)) {
            told = kind;
            standstill = new Standstill(standstill == null ? clock.instant() : standstill.since(), reason);
            if (fault.isPresent()) {
                LOG.warnf("The follower %s has stalled; retrying until it can continue: %s", name, reason);
            } else {
                LOG.errorf(failed, "The follower %s has stalled; retrying until it can continue", name);
            }
        } else {
            LOG.debugf(failed, "The follower %s is still stalled", name);
        }
        Duration wait = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        return wait;
    }
}
