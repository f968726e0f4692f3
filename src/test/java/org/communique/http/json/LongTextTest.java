package org.communique.http.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies are written as Jackson writes any string. */
@Tag("once")
class LongTextTest {
    private static final String[] PIECES = {
        "plain words ",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\b",
        "\f",
        "\u0000",
        "\u001f",
        "\u007f",
        "<p class=\"x\">",
        "é",
        "ё",
        "—",
        "\u2028",
        "日本",
        "😀",
        "/",
        "'"
    };

    private record Holder(
            @JsonSerialize(using = LongText.class) String text) {}

    @Test
    void whatever_it_says() {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("Texts are made at random; the seed is %d", seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            // Past the size of Jackson's buffers, too.
            for (int j = random.nextInt(i % 100 == 0 ? 20_000 : 60); j > 0; j--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String written = Json.string(Map.of("text", text.toString()));
            assertEquals(written, new String(Json.bytes(new Holder(text.toString())), StandardCharsets.UTF_8));
            assertEquals(written, Json.string(new Holder(text.toString())), "to characters");
            assertEquals(
                    text.toString(),
                    Json.mapper()
                            .valueToTree(new Holder(text.toString()))
                            .get("text")
                            .asText());
        }
        assertEquals("{\"text\":null}", new String(Json.bytes(new Holder(null)), StandardCharsets.UTF_8));
    }
}
