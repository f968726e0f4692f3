package org.communique.representation.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AcceptTest {
    private static Optional<Format> best(String header) {
        return Accept.parse(header).best(Format.OF_LISTS);
    }

    @Test
    void the_highest_weight_wins_and_of_equals_the_first_we_list() {
        Map.ofEntries(
                        Map.entry("*/*", Format.JSON),
                        Map.entry("", Format.JSON),
                        Map.entry("text/csv", Format.CSV),
                        Map.entry("TEXT/CSV; charset=utf-8", Format.CSV),
                        Map.entry("text/*", Format.CSV),
                        Map.entry("application/*", Format.JSON),
                        Map.entry("text/csv;q=0.5, application/atom+xml;q=0.8", Format.ATOM),
                        Map.entry("text/csv ; q=0.5 , application/atom+xml ; Q=0.8", Format.ATOM),
                        Map.entry("application/json;q=0.1, */*;q=0.2", Format.NDJSON),
                        Map.entry("application/json;q=0, */*", Format.NDJSON),
                        Map.entry("application/rss+xml;q=0.001, application/json;q=0", Format.RSS),
                        Map.entry("text/html, application/xhtml+xml, */*;q=0.8", Format.JSON),
                        Map.entry("application/ld+json;profile=\"a;b\", text/html", Format.JSON_LD),
                        Map.entry("application/atom+xml;q=1.000,application/json;q=1", Format.JSON),
                        Map.entry(", application/feed+json,", Format.JSON_FEED))
                .forEach((header, format) -> assertEquals(Optional.of(format), best(header), header));
        assertEquals(Optional.of(Format.JSON), best(null));
    }

    @Test
    void the_nearest_range_counts_not_the_widest() {
        assertEquals(Optional.of(Format.CSV), best("text/*;q=0.9, */*;q=0.1"));
        assertEquals(Optional.of(Format.JSON), best("text/csv;q=0, text/*, */*;q=0.3"));
    }

    @Test
    void what_is_refused_is_not_given() {
        for (String header : new String[] {"text/html", "*/*;q=0", "image/*", "application/json;q=0"}) {
            assertEquals(Optional.empty(), best(header), header);
        }
    }
}
