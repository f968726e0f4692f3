package org.communique.representation.download;

import static io.restassured.RestAssured.when;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.communique.representation.document.NinjsSchema;
import org.communique.representation.document.Tricky;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class TrickyTextTest {
    private static final String QUERY = "?fieldOfWork=" + Tricky.FIELD;

    @BeforeEach
    void bringThemIn() {
        Tricky.bringIn();
    }

    private static String read(String address) {
        return when().get(address).then().statusCode(200).extract().asString();
    }

    private static Map<String, String> row(String id) {
        return Csv.rows(read("/v1/press-releases.csv" + QUERY + "&view=full")).stream()
                .filter(row -> row.get("id").equals(id))
                .map(CSVRecord::toMap)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void no_cell_is_a_formula() {
        Map<String, String> row = row(Tricky.FORMULA);
        assertEquals("'" + Tricky.FORMULA_TITLE, row.get("title"));
        assertTrue(row.get("summary").startsWith("'@SUM"), row.get("summary"));
        assertEquals("'-1+1", row.get("bodyText"));
        assertEquals("'+Vienna", row.get("place"));
        for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0@", "＝", "－")) {
            assertEquals("'" + start + "1", CsvWriter.safe(start + "1"));
        }
        for (String harmless : List.of("", "1-2", "a=b", "–5", "\"=1\"", "<p>=1</p>")) {
            assertEquals(harmless, CsvWriter.safe(harmless));
        }
    }

    @Test
    void quotes_entities_and_emoji_come_through_whole() {
        Map<String, String> row = row(Tricky.QUOTES);
        assertEquals(Tricky.QUOTES_TITLE, row.get("title"));
        assertEquals("Two\nlines, \"quoted\"", row.get("summary"));
        String body = "Line one.\n\nLine \"two\" <b>&amp;</b> 😀";
        assertEquals(body, row.get("bodyText"));
        when().get(path(Tricky.QUOTES) + ".jsonld")
                .then()
                .body("headline", equalTo(Tricky.QUOTES_TITLE))
                .body("articleBody", equalTo(body));
        when().get(path(Tricky.QUOTES) + ".ninjs").then().body("headlines[0].value", equalTo(Tricky.QUOTES_TITLE));
        assertTrue(read(path(Tricky.QUOTES) + ".txt").startsWith(Tricky.QUOTES_TITLE + "\n\n2 May 2033 – "));
    }

    @Test
    void every_script_comes_through_in_every_format() {
        for (String language : List.of("si", "ta", "ar")) {
            String lang = "?lang=" + language;
            String title = when().get(path(Tricky.SCRIPTS) + lang).path("title");
            String body = when().get(path(Tricky.SCRIPTS) + lang).path("body.text");
            for (String suffix : List.of(".jsonld", ".ninjs", ".txt")) {
                when().get(path(Tricky.SCRIPTS) + suffix + lang)
                        .then()
                        .header("Content-Language", language)
                        .body(containsString(title))
                        .body(containsString(body));
            }
            for (String suffix : List.of(".ndjson", ".csv", ".jsonld")) {
                assertTrue(
                        read("/v1/press-releases" + suffix + QUERY + "&lang=" + language)
                                .contains(title),
                        suffix);
            }
            NinjsSchema.assertValid(read(path(Tricky.SCRIPTS) + ".ninjs" + lang));
        }
    }

    @Test
    void a_body_of_170_kilobytes_is_whole_in_every_format() {
        String body = when().get(path(Tricky.LONG)).path("body.text");
        assertTrue(body.length() > 170_000, "characters: " + body.length());
        assertEquals(body, row(Tricky.LONG).get("bodyText"));
        when().get(path(Tricky.LONG) + ".jsonld").then().body("articleBody", equalTo(body));
        when().get(path(Tricky.LONG) + ".ninjs")
                .then()
                .body("bodies[1].value", equalTo(body))
                .body("bodies[1].charCount", equalTo(body.length()));
        assertTrue(read(path(Tricky.LONG) + ".txt").contains(" – " + body + "\n\nSource: "));
    }

    @Test
    void what_is_retracted_or_embargoed_is_nowhere() {
        Desk desk = Desk.chief();
        String more = ",\"fieldsOfWork\":[\"" + Tricky.FIELD + "\"]";
        String gone = desk.draft(Desk.content("Quickly regretted", more));
        desk.verb(gone, "publish", "{}").statusCode(200);
        for (ListReader reader : ListReader.values()) {
            assertTrue(reader.ids(read(reader.address(QUERY + "&limit=100"))).contains(gone), reader.name());
        }
        desk.verb(gone, "retract", "{\"reason\":\"Wrong\"}").statusCode(200);
        String embargoed = desk.draft(Desk.content("Not yet to be told", more));
        desk.verb(embargoed, "schedule", "{\"publishAt\":\"2090-01-01T00:00:00Z\",\"embargoed\":true}")
                .statusCode(200);
        for (ListReader reader : ListReader.values()) {
            String document = read(reader.address(QUERY + "&limit=100"));
            assertFalse(document.contains(gone) || document.contains("Quickly regretted"), reader.name());
            assertFalse(document.contains(embargoed) || document.contains("Not yet to be told"), reader.name());
        }
        for (String suffix : List.of(".jsonld", ".ninjs", ".txt")) {
            when().get(path(gone) + suffix).then().statusCode(410);
            when().get(path(embargoed) + suffix).then().statusCode(404);
        }
    }
}
