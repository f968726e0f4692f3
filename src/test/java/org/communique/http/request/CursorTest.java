package org.communique.http.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CursorTest {
    private static final Cursor CURSOR = new Cursor("country=KZ&lang=ru", true, List.of("2010-07-08", "x", ""));

    @Test
    void it_comes_back_as_it_was() {
        assertEquals(Optional.of(CURSOR), Cursor.decode(CURSOR.encode()));
    }

    @Test
    void one_changed_character_is_noticed() {
        String text = CURSOR.encode();
        for (int i = 0; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertEquals(
                    Optional.empty(), Cursor.decode(text.substring(0, i) + other + text.substring(i + 1)), "at " + i);
        }
    }

    @Test
    void junk_is_no_cursor() {
        for (String text : List.of("", "A", "AAAA", "AAAAAAAA", "%%%", "é", "a b")) {
            assertEquals(Optional.empty(), Cursor.decode(text), text);
        }
    }
}
