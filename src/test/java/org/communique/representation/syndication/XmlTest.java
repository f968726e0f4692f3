package org.communique.representation.syndication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class XmlTest {
    private static byte[] document(Consumer<Xml> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Xml.write(out, content);
        return out.toByteArray();
    }

    private static String read(String text) {
        return Documents.one(
                Documents.parse(document(xml -> xml.root("r", null).value(text).end())), "/r");
    }

    @Test
    void what_xml_has_no_character_for_is_left_out() {
        assertEquals("ab\tc\nd", read("a\u0001b\tc\nd\uFFFE\u0000"));
        assertEquals("lone", read("lone\uD83D"));
        String attribute = Documents.one(
                Documents.parse(document(xml ->
                        xml.root("r", null).attribute("a", "x\u0008\"<&>'").end())),
                "/r/@a");
        assertEquals("x\"<&>'", attribute);
    }

    @Test
    void characters_beyond_the_first_plane_survive_every_edge_of_a_buffer() {
        String emoji = "😀".repeat(50_000);
        assertEquals(emoji, read(emoji));
        assertEquals("x" + emoji, read("x" + emoji));
    }

    @Test
    void it_is_utf_8_and_says_so() {
        byte[] document = document(xml -> xml.root("r", null).value("ß").end());
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><r>ß</r>", new String(document, StandardCharsets.UTF_8));
    }
}
