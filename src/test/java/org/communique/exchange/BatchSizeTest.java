package org.communique.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BatchSizeTest {
    private static int settled(BatchSize size, Duration line) {
        for (int i = 0; i < 20; i++) {
            size.took(size.lines(), line.multipliedBy(size.lines()));
        }
        return size.lines();
    }

    @Test
    void a_batch_has_the_lines_that_others_can_wait_for() {
        BatchSize size = new BatchSize();
        assertEquals(45, settled(size, Duration.ofMillis(1)), 1);
        assertEquals(22, settled(size, Duration.ofMillis(2)), 1);
        assertEquals(90, settled(size, Duration.ofNanos(500_000)), 1);
    }

    @Test
    void it_is_bounded_both_ways() {
        BatchSize size = new BatchSize();
        assertEquals(200, settled(size, Duration.ofNanos(1)));
        assertEquals(5, settled(size, Duration.ofSeconds(1)));
    }

    @Test
    void one_pause_does_not_make_the_next_batches_small() {
        BatchSize size = new BatchSize();
        int before = settled(size, Duration.ofMillis(1));
        size.took(before, Duration.ofSeconds(3));
        assertTrue(size.lines() >= before / 2, size.lines() + " lines after " + before);
    }
}
