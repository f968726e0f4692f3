package org.communique.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SafeHtmlTest {
    @Test
    void script_style_and_handlers_are_removed_and_named() {
        SafeHtml.Cleaned cleaned = SafeHtml.clean(
                "<p onclick=\"x()\">One<script>alert(1)</script></p><a href=\"javascript:x()\">two</a><style>p{}</style>");
        assertEquals("<p>One</p><a>two</a>", cleaned.html());
        assertEquals(List.of("p[onclick]", "script", "a[href]", "style"), cleaned.removed());
    }

    @Test
    void what_a_release_needs_stays() {
        String html = "<h2>A</h2><p lang=\"fr\">B <strong>c</strong> <a href=\"https://example.org/\">d</a></p>"
                + "<ul><li>e</li></ul><blockquote>f</blockquote><table><tbody><tr><td colspan=\"2\">g</td></tr></tbody></table>";
        SafeHtml.Cleaned cleaned = SafeHtml.clean(html);
        assertEquals(html, cleaned.html());
        assertEquals(List.of(), cleaned.removed());
    }

    @Test
    void cleaning_twice_changes_nothing() {
        for (String html : List.of(
                "<p>a & b < c > \"d\" 'e' ` = @ + é 📰 \u00a0</p>",
                "<p>unclosed <b>bold <i>both</b> tail",
                "<ul>loose<li>one</ul>",
                "<table><td>cell",
                "<a href=\"https://example.org/?a=1&b=2&copy=3\">x</a>",
                "&#xD800; &#0; &#1; {{x}} <!-- c --> <![CDATA[y]]>")) {
            String once = SafeHtml.clean(html).html();
            assertEquals(once, SafeHtml.clean(once).html(), html);
        }
    }

    @Test
    void halves_of_surrogate_pairs_and_control_characters_are_dropped() {
        String html = SafeHtml.clean("a\ud800b\u0001c&#xDC00;d").html();
        assertFalse(html.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE), html);
        assertEquals("abc", html.substring(0, 3));
    }

    @Test
    void text_becomes_paragraphs_and_html_becomes_text() {
        String html = SafeHtml.fromText("One & two\nlines\n\n\n<b>Three</b>\n");
        assertEquals("<p>One &amp; two<br />lines</p><p>&lt;b&gt;Three&lt;/b&gt;</p>", html);
        assertEquals("One & two\nlines\n\n<b>Three</b>", SafeHtml.toText(html));
        assertEquals(
                "Head\n\nBefore\n\n• one\n• two\n\nA B",
                SafeHtml.toText("<h2>Head</h2> <p>Before</p><ul><li>one</li>\n<li>two</li></ul>"
                        + "<table><tr><td>A</td><td>B</td></tr></table>"));
    }
}
