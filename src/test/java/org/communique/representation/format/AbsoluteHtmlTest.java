package org.communique.representation.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class AbsoluteHtmlTest {
    @ParameterizedTest
    @CsvSource({
        "/a?b=1&amp;c, https://example.org/a?b=1&amp;c",
        "b, https://example.org/en/b",
        "../c, https://example.org/c",
        "#d, https://example.org/en/release#d",
        "?e=1, https://example.org/en/release?e=1",
        "//cdn.example.org/f, https://cdn.example.org/f",
        "https://other.example.org/g, https://other.example.org/g",
        "mailto:h@example.org, mailto:h@example.org",
        "tel:+431, tel:+431",
        "MAILTO:i@example.org, MAILTO:i@example.org"
    })
    void an_address_starts_from_the_page(String given, String expected) {
        for (String html :
                new String[] {"<p><a href=\"%s\">x</a> &amp; <br />y</p>", "<img src=\"%s\" />", "<q cite=\"%s\">z</q>"
                }) {
            assertEquals(
                    html.formatted(expected),
                    AbsoluteHtml.of(html.formatted(given), "https://example.org/en/release", "en"));
        }
    }

    @ParameterizedTest
    @CsvSource({"ar, true", "he, true", "fa, true", "az-Arab, true", "az, false", "ru, false", "si, false"})
    void text_from_right_to_left_says_so(String language, boolean rightToLeft) {
        String html = "<p>x</p>";
        assertEquals(
                rightToLeft ? "<div dir=\"rtl\" lang=\"" + language + "\">" + html + "</div>" : html,
                AbsoluteHtml.of(html, "https://example.org/", language));
    }
}
