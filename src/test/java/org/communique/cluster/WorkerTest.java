package org.communique.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.communique.support.LogLines;
import org.communique.support.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rounds that fail: what is logged, and how soon they are done again. */
@Tag("unit")
class WorkerTest {
    private static final Duration TICK = Duration.ofMillis(20);

    private final AtomicInteger rounds = new AtomicInteger();

    /** The log of a loop whose rounds all fail so, and which is woken all the time. */
    private List<String> log(String name, Throwable failure) {
        Worker[] loop = new Worker[1];
        loop[0] = new Worker(name, TICK, () -> {
            rounds.incrementAndGet();
            loop[0].wake();
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });
        try (LogLines log = LogLines.listen()) {
            loop[0].start(new Follower(name, Clock.systemUTC()));
            Waiting.untilTrue(() -> rounds.get() >= 3, () -> rounds + " rounds");
            loop[0].stop();
            return log.lines().stream().filter(line -> line.contains(name)).toList();
        }
    }

    @Test
    void that_the_store_is_away_is_said_once_and_it_is_not_asked_all_the_time() {
        long began = System.nanoTime();
        List<String> log = log(
                "communique-loop-away",
                new IllegalStateException(new SQLTransientConnectionException("gone", "08006")));
        // 200 and 400 ms between three rounds.
        assertTrue(System.nanoTime() - began >= Duration.ofMillis(600).toNanos(), "it waits longer and longer");
        assertEquals(1, log.size(), log.toString());
        assertTrue(
                log.get(0).contains("the store does not respond") && !log.get(0).contains("gone"), log.get(0));
    }

    @Test
    void any_other_failure_is_told_whole_and_once() {
        List<String> log = log("communique-loop-fault", new IllegalStateException("a fault of ours"));
        assertEquals(1, log.size(), log.toString());
        assertTrue(log.get(0).contains("a fault of ours"), log.get(0));
    }

    @Test
    void an_error_does_not_end_the_thread() {
        List<String> log = log("communique-loop-error", new OutOfMemoryError("of a test"));
        assertEquals(1, log.size(), log.toString());
    }
}
