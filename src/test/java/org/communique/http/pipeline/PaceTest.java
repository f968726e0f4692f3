package org.communique.http.pipeline;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PaceTest {
    private static final long SECOND = 1_000_000_000;

    /** 100 bytes a second after 2 seconds, and 10 seconds in all. */
    private final Pace pace = new Pace(100, Duration.ofSeconds(2), Duration.ofSeconds(10), 0);

    @Test
    void nothing_need_come_within_the_grace() {
        assertFalse(pace.isTooSlow(2 * SECOND));
        assertTrue(pace.isTooSlow(2 * SECOND + SECOND / 2));
    }

    @Test
    void the_average_counts() {
        pace.add(500);
        assertFalse(pace.isTooSlow(6 * SECOND));
        assertTrue(pace.isTooSlow(8 * SECOND));
        pace.add(200);
        assertFalse(pace.isTooSlow(8 * SECOND));
    }

    @Test
    void the_whole_may_not_take_longer_however_fast_it_comes() {
        pace.add(1_000_000);
        assertFalse(pace.isTooSlow(10 * SECOND));
        assertTrue(pace.isTooSlow(11 * SECOND));
    }

    @Test
    void time_in_which_it_was_not_asked_for_does_not_count() {
        pace.add(100);
        pace.pause(SECOND);
        assertFalse(pace.isTooSlow(60 * SECOND));
        pace.resume(61 * SECOND);
        assertFalse(pace.isTooSlow(62 * SECOND));
        assertTrue(pace.isTooSlow(64 * SECOND));
    }
}
