package org.communique.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SlugTest {
    @Test
    void a_title_in_any_script_becomes_ascii() {
        assertEquals("crues-et-eboulements-la-presidence", Slug.derive("Crues et éboulements : la Présidence"));
        assertEquals("strasse-nach-osten", Slug.derive("Straße nach Osten"));
        assertEquals("moskva-bez-ognei", Slug.derive("Москва без огней"));
        assertEquals("ask-an-editor-other-open-evenings", Slug.derive("\"Ask an editor\" & other open evenings 📰"));
        assertEquals("the-organizations-help", Slug.derive("The Organization’s help"));
    }

    @Test
    void a_title_without_letters_gets_a_word() {
        assertEquals("release", Slug.derive("📰 !!!"));
    }

    @Test
    void a_long_title_is_cut_between_words() {
        String slug = Slug.derive("word ".repeat(100));
        assertTrue(slug.length() <= 100, slug);
        assertTrue(slug.endsWith("-word"), slug);
    }

    @Test
    void what_is_derived_is_valid() {
        for (String title : new String[] {"a", "--", "日本語のタイトル", "සිංහල", "தமிழ்", "مرحبا بالعالم", "x".repeat(400)}) {
            assertTrue(Slug.isValid(Slug.derive(title)), title + " became " + Slug.derive(title));
        }
        assertFalse(Slug.isValid("Upper"));
        assertFalse(Slug.isValid("two--hyphens"));
        assertFalse(Slug.isValid(""));
    }
}
