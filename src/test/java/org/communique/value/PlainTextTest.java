package org.communique.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the scans give is what these expressions, which say the same in fewer words, give. */
@Tag("once")
class PlainTextTest {
    private static final Pattern BLANK_LINES = Pattern.compile("(\\r?\\n[ \\t]*){2,}");
    private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n\\u00a0]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]|[\\p{Cs}\\ufffe\\uffff]");
    private static final String ODD = "\n\n\n\r\r\t  \u00a0\u0000\u001f\u007f\u0085\u009f\u00a1\ud83d\ude00\ud800\udc00"
            + "\ufffd\ufffe\uffffab\u000b\u2028é";

    @Test
    void every_scan_gives_what_its_expression_gives() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            String text = random(random, i % 2 == 0 ? ODD : "\n\n\n\r\t ab");
            String said = "seed " + seed + ": " + text.chars().boxed().toList();
            assertEquals(CONTROLS.matcher(text).replaceAll(""), PlainText.withoutControls(text), said);
            assertEquals(SPACES.matcher(text).replaceAll(" "), PlainText.singleSpaces(text), said);
            assertEquals(notEmpty(List.of(BLANK_LINES.split(text))), notEmpty(PlainText.paragraphs(text)), said);
        }
    }

    @Test
    void every_single_character_is_kept_or_left_out_as_the_expression_has_it() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "a" + (char) c;
            assertEquals(CONTROLS.matcher(text).replaceAll(""), PlainText.withoutControls(text), "U+" + c);
        }
    }

    @Test
    void a_text_with_nothing_to_do_is_not_copied() {
        String text = "A text, with single spaces.";
        assertSame(text, PlainText.withoutControls(text));
        assertSame(text, PlainText.singleSpaces(text));
        assertEquals(List.of(text), PlainText.paragraphs(text));
    }

    private static List<String> notEmpty(List<String> parts) {
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }

    private static String random(Random random, String from) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }
}
