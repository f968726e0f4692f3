package org.communique.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class InstantsTest {
    private static final Optional<Instant> NOON = Optional.of(Instant.parse("2010-07-08T12:00:00Z"));

    @Test
    void every_form_of_rfc_3339_is_read() {
        for (String text : List.of(
                "2010-07-08T12:00:00Z",
                "2010-07-08t12:00:00z",
                "2010-07-08 12:00:00Z",
                "2010-07-08T12:00:00.000Z",
                "2010-07-08T12:00:00.0000000001Z",
                "2010-07-08T14:00:00+02:00",
                "2010-07-08T14:00:00 02:00",
                "2010-07-08T09:00:00-03:00",
                "2010-07-08T11:59:60Z")) {
            assertEquals(NOON, Instants.parse(text), text);
        }
    }

    @Test
    void anything_else_is_not() {
        for (String text : List.of("2010-07-08", "2010-07-08T12:00Z", "2010-13-08T12:00:00Z", "12:00:00Z", "now", "")) {
            assertEquals(Optional.empty(), Instants.parse(text), text);
        }
    }

    @Test
    void it_is_written_with_milliseconds_and_z() {
        assertEquals("2010-07-08T12:00:00.000Z", Instants.write(NOON.get()));
    }
}
