package org.communique.value;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.communique.support.Doubling;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twice as much text of a draft takes at most a little more than twice as long. */
@Tag("unit")
class LinearTextTest {
    private static final int LENGTH = 60_000;
    private static final long SUSPICIOUS_NANOS = 250_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>",
                "<p>",
                "</p>",
                "<ul><li>",
                "<table><tr><td>",
                "<a href=x>",
                "<a><b>",
                "<b></i>",
                "<",
                "<!--",
                "<a ",
                "<a b=1 ",
                "<p lang=",
                "<a href='",
                "<b x=",
                "<a/",
                "<a \"",
                "<![CDATA[",
                "&amp;",
                "&",
                "&#",
                "<table>",
                "<blockquote>",
                "<script>",
                "<select><option>",
                "<svg>",
                "<nobr>",
                "\n\n",
                "\r\n \r\n",
                " ",
                "\u00a0",
                "a\u0301",
                "Щ",
                "\ud83d\udcf0",
                "ﷺ",
                "a-",
                "'"
            })
    void whatever_it_is_made_of(String part) throws IOException {
        look("the cleaning of " + part, part, html -> SafeHtml.clean(html).html());
        look("the text of " + part, part, SafeHtml::toText);
        look("the paragraphs of " + part, part, SafeHtml::fromText);
        look("the slug of " + part, part, Slug::derive);
    }

    private static void look(String what, String part, UnaryOperator<String> work) throws IOException {
        String whole = part.repeat(LENGTH / part.length());
        String half = part.repeat(LENGTH / 2 / part.length());
        assertNull(Doubling.complaint(SUSPICIOUS_NANOS, () -> work.apply(whole), () -> work.apply(half)), what);
    }
}
