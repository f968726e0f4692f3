package org.communique.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LanguageTagTest {
    @Test
    void a_tag_gets_its_canonical_form() {
        assertEquals(Optional.of("pt-BR"), LanguageTag.parse("PT-br"));
        assertEquals(Optional.of("zh-Hant-TW"), LanguageTag.parse("zh-hant-tw"));
        assertEquals(Optional.of("de-x-a"), LanguageTag.parse("de-x-a"));
    }

    @Test
    void what_is_no_tag_is_refused() {
        for (String text : List.of("", " en", "e", "en_US", "english-language", "*", "und", "en;q=1", "a".repeat(40))) {
            assertEquals(Optional.empty(), LanguageTag.parse(text), text);
        }
    }

    @Test
    void a_look_up_shortens_range_by_range() {
        assertEquals(
                List.of("zh-Hant-CN-x-private1", "zh-Hant-CN", "zh-Hant", "zh", "en"),
                LanguageTag.lookup(List.of("zh-Hant-CN-x-private1", "en")));
    }
}
