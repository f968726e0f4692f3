package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What people type finds what they mean, in every language that texts are analysed for. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class FindingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LANGUAGES = List.of("en", "fr", "de", "it", "es", "ru");
    /** Signs within words that nobody sees: soft hyphen, joiners, marks of direction, and what chooses a glyph. */
    private static final String UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f";

    private final Desk desk = Desk.chief();

    /** A text and a search that has to find it. */
    private record Row(String text, String query) {}

    @Test
    void signs_that_nobody_sees_hide_no_word() {
        List<Row> rows = new ArrayList<>();
        UNSEEN.codePoints().forEach(sign -> {
            String unseen = Character.toString(sign);
            rows.add(new Row("parla" + unseen + "ment", "parlament"));
        });
        rows.add(new Row("parlament", "parla" + UNSEEN + "ment"));
        for (String space : List.of("\u202f", "\u00a0", "\u2009", "\u3000")) {
            rows.add(new Row("conseil" + space + ": accord", "conseil accord"));
            rows.add(new Row("conseil accord", "conseil" + space + ": accord"));
        }
        check(rows);
    }

    @Test
    void letters_in_one_piece_and_in_several_are_the_same() {
        check(List.of(
                new Row("Ge\u0301ne\u0301ral", "g\u00e9n\u00e9ral"),
                new Row("g\u00e9n\u00e9ral", "ge\u0301ne\u0301ral"),
                new Row("u\u0308bung", "\u00fcbung"),
                new Row("\u00fcbung", "u\u0308bung"),
                new Row("\u0438\u0306од", "\u0439од"),
                new Row("\u0439од", "\u0438\u0306од"),
                new Row("\uff34okyo", "tokyo")));
    }

    @Test
    void words_that_say_little_are_found_where_nothing_else_is_asked_for() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        words.put("en", List.of("WHO", "IT", "the"));
        words.put("fr", List.of("les", "une"));
        words.put("de", List.of("der", "AN"));
        words.put("it", List.of("gli", "il"));
        words.put("es", List.of("los", "una"));
        words.put("ru", List.of("это", "не"));
        List<Executable> checks = new ArrayList<>();
        Map<String, String> ids = new LinkedHashMap<>();
        words.forEach((language, common) ->
                common.forEach(word -> ids.put(language + " " + word, publish(language, word + " (A)", word + " 1"))));
        Index.await();
        ids.forEach((named, id) -> checks.add(() -> expect(named.substring(3), named.substring(0, 2), id)));
        assertAll(checks);
    }

    @Test
    void a_word_is_found_by_its_beginning_with_and_without_a_hyphen_and_by_its_address() {
        check(List.of(
                new Row("co-operation", "co-op*"),
                new Row("COVID-19", "covid-1*"),
                new Row("COVID-19", "COVID-19"),
                new Row("press@example.org", "press@exam*"),
                new Row("press@example.org", "press@example.org"),
                new Row("co-operation", "cooperation"),
                new Row("cooperation", "co-operation"),
                new Row("co-operation", "co-operation"),
                new Row("co\u2010operation", "cooperation"),
                new Row("co\u2011operation", "co-operation"),
                new Row("e-mail", "email"),
                new Row("email", "e-mail"),
                new Row("Nord-Süd", "nord süd")));
    }

    @Test
    void the_number_of_a_note_hides_no_word() {
        check(List.of(
                new Row("Treaty<sup>1</sup> text", "treaty"),
                new Row("Treaty<sup>1</sup> text", "\"treaty 1 text\""),
                new Row("Treaty<sup><a href=\"https://example.org\">12</a></sup>", "treaty"),
                new Row("10<sup>6</sup> people", "10\u2076")));
    }

    @Test
    void quotes_of_all_languages_are_quotes() {
        check(List.of(
                new Row("arms control treaty", "\u201carms control\u201d"),
                new Row("arms control treaty", "\u00abarms control\u00bb"),
                new Row("arms control treaty", "\u00ab\u00a0arms control\u00a0\u00bb"),
                new Row("arms control treaty", "\u201earms control\u201c"),
                new Row("\u201carms\u201d control", "arms")));
    }

    /** Each row in each language, with a word of its own to tell it from the others. */
    private void check(List<Row> rows) {
        Map<String, String> ids = new LinkedHashMap<>();
        List<Executable> checks = new ArrayList<>();
        for (String language : LANGUAGES) {
            for (Row row : rows) {
                String own = "zq" + Integer.toString(1_000 + checks.size(), 36) + "z";
                String id = publish(language, own, row.text());
                checks.add(() -> expect(own + " " + row.query(), language, id));
            }
        }
        Index.await();
        assertAll(checks);
    }

    private void expect(String query, String language, String id) {
        List<String> found = given().queryParam("q", query)
                .queryParam("lang", language)
                .queryParam("limit", 100)
                .get("/v1/press-releases")
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
        assertTrue(found.contains(id), () -> language + ": " + escaped(query) + " finds " + found.size() + " others");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(sign -> {
            if (Character.getType(sign) == Character.FORMAT || sign > 0xfe00 || sign == 0x202f) {
                escaped.append(String.format("\\u%04x", sign));
            } else {
                escaped.appendCodePoint(sign);
            }
        });
        return escaped.toString();
    }

    private String publish(String language, String title, String body) {
        ObjectNode content =
                JSON.createObjectNode().put("originalLanguage", language).put("date", "2032-03-04");
        ObjectNode text = content.putObject("texts").putObject(language).put("title", title);
        text.putObject("body").put("html", "<p>" + body + "</p>");
        String id = desk.draft(content.toString());
        desk.verb(id, "publish", "{}").statusCode(200);
        return id;
    }
}
