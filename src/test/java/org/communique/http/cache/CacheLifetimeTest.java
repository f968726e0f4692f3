package org.communique.http.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class CacheLifetimeTest {
    @ParameterizedTest
    @CsvSource({
        "12:00:00.000, 2",
        "12:00:00.001, 1",
        "12:00:01.000, 1",
        "12:00:01.999, 0",
        "12:00:02.000, 58",
        "12:00:30.000, 30",
        "12:00:58.500, 1",
        "12:00:59.999, 0"
    })
    void it_ends_at_the_next_line_and_settles_after_one(String time, long seconds) {
        Instant now = Instant.parse("2010-07-08T" + time + "Z");
        assertEquals(seconds, CacheLifetime.seconds(now, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 2", "3600, 2"})
    void lines_are_counted_from_the_epoch(long grid, long seconds) {
        assertEquals(seconds, CacheLifetime.seconds(Instant.parse("2010-07-08T12:00:00Z"), Duration.ofSeconds(grid)));
    }
}
