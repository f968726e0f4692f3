package org.communique.http.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NearestTest {
    @Test
    void a_slip_is_mended_and_another_word_is_not() {
        List<String> valid = List.of("policing", "elections", "KZ", "KG", "BY");
        assertEquals(Optional.of("policing"), Nearest.to("polcing", valid));
        assertEquals(Optional.of("KZ"), Nearest.to("kz", valid));
        assertEquals(Optional.of("KG"), Nearest.to("KY", valid));
        assertEquals(Optional.empty(), Nearest.to("weather", valid));
        assertEquals(Optional.empty(), Nearest.to("p".repeat(5_000), valid));
    }
}
