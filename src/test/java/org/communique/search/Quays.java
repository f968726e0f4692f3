package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.communique.support.Archives;
import org.communique.support.Index;

/** Releases with a word that no others have: in 45 bodies, in one title and its body, and two that say the same. */
final class Quays {
    static final String WORD = "quaggawharf";

    private Quays() {}

    static String id(int number) {
        return String.format("5ea7c1e5-0000-4000-8000-%012d", number);
    }

    static void bringIn() {
        if (given().get("/v1/press-releases/" + id(0)).statusCode() == 404) {
            List<String> lines = new ArrayList<>();
            lines.add("{\"record\":\"field-of-work\",\"code\":\"search-field\",\"names\":{\"en\":\"Searching\"}}");
            for (int i = 0; i < 45; i++) {
                lines.add(release(i, "Quay number " + i, "The " + WORD + " lies at quay " + i + "."));
            }
            lines.add(release(
                    45,
                    WORD + " & <sons> open a yard",
                    "Ships are mended at the yard of the sons of " + WORD + ". Sailors come from afar."));
            lines.add(release(46, "A twin", "The same words."));
            lines.add(release(47, "A twin", "The same words."));
            assertEquals(
                    List.of(), Archives.importing(lines.toArray(new String[0])).getList("faults"));
        }
        Index.await();
    }

    private static String release(int number, String title, String body) {
        return "{\"record\":\"press-release\",\"id\":\"" + id(number) + "\",\"originalLanguage\":\"en\",\"date\":\""
                + (number == 46 ? "1990" : "2020") + "-01-" + String.format("%02d", 1 + number % 28)
                + "\",\"texts\":{\"en\":{\"title\":\"" + title + "\",\"body\":{\"text\":\"" + body
                + "\"}}},\"fieldsOfWork\":" + (number < 10 ? "[\"search-field\"]" : "[]") + "}";
    }
}
