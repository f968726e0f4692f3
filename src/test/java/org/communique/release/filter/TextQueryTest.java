package org.communique.release.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TextQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "peace talks|WORD peace, WORD talks",
                "  peace   talks |WORD peace, WORD talks",
                "\"peace talks\" now|PHRASE peace talks, WORD now",
                "peace -talks|WORD peace, -WORD talks",
                "-\"peace talks\"|-PHRASE peace talks",
                "peac*|PREFIX peac",
                "-peac*|-PREFIX peac",
                "\"peace talks|WORD peace, WORD talks",
                "peace\"talks\"|WORD peace, PHRASE talks",
                "pe*ce|PHRASE pe ce",
                "*peace|WORD peace",
                "a\\b|PHRASE a b",
                "--peace|-WORD peace",
                "- peace|WORD peace",
                "cease-fire|WORD cease-fire",
                "U.S.|WORD U.S.",
                "title:secret|WORD title:secret",
                "- * \" \"\" . ,|",
                "☃|WORD ☃",
                "10 €|WORD 10, WORD €"
            })
    void a_line_is_read_as_it_is_meant(String line, String parts) {
        TextQuery text = TextQuery.of(line, List.of(TextQuery.Field.values()));
        assertEquals(
                parts == null ? "" : parts,
                text.parts().stream()
                        .map(part -> (part.excluded() ? "-" : "") + part.kind() + " " + part.text())
                        .collect(Collectors.joining(", ")));
    }
}
