package org.communique.release;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.communique.release.content.ReleaseKind;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kind of a release, from its draft to every representation. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class KindTest {
    private static final String LIST = "/v1/press-releases";

    private final Desk desk = Desk.chief();

    private String published(String title, String kind) {
        String id = desk.draft(Desk.content(title, kind == null ? "" : ",\"kind\":\"" + kind + "\""));
        desk.verb(id, "publish", "{}").statusCode(200);
        return id;
    }

    @Test
    void every_representation_says_which_kind_it_is() {
        String id = published("Remarks", "speech");
        String one = LIST + "/" + id;
        given().get(one).then().body("kind", equalTo("speech"));
        given().get(LIST + "?fields=kind").then().body("data.kind", hasItem("speech"));
        given().get(one + ".jsonld").then().body("genre", equalTo("Speech"));
        given().get(one + ".ninjs").then().body("genres", equalTo(List.of(Map.of("name", "Speech"))));
        List<String> rows =
                given().get(LIST + ".csv?fields=id,kind").asString().lines().toList();
        assertEquals("id,kind", rows.get(0).strip());
        assertTrue(rows.stream().anyMatch(row -> row.strip().equals(id + ",speech")), rows.toString());
        assertTrue(given().get(LIST + ".ndjson")
                .asString()
                .lines()
                .anyMatch(line -> line.contains("\"kind\":\"speech\"")));
    }

    @Test
    void without_one_it_is_a_press_release() {
        String id = published("News", null);
        given().get(LIST + "/" + id).then().body("kind", equalTo("press-release"));
        given().get(LIST + "/" + id + ".ninjs")
                .then()
                .body("genres.name", contains("Press Release"))
                .body("genres.uri", contains("http://cv.iptc.org/newscodes/genre/Press_Release"));
        desk.patch(id, "{\"kind\":\"joint-statement\"}").statusCode(201).body("kind", equalTo("joint-statement"));
        desk.verb(id, "publish", "{}").statusCode(200);
        given().get(LIST + "/" + id)
                .then()
                .body("kind", equalTo("joint-statement"))
                .body("revision", equalTo(2));
        desk.patch(id, "{\"kind\":null}").statusCode(201).body("kind", equalTo("press-release"));
    }

    @Test
    void another_one_is_refused_with_those_there_are() {
        desk.keyed()
                .contentType("application/json")
                .body(Desk.content("Odd", ",\"kind\":\"statment\""))
                .post("/v1/drafts")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/kind"))
                .body("errors.code", contains("not-allowed"))
                .body("errors.didYouMean", contains("statement"))
                .body("errors[0].allowed", equalTo(ReleaseKind.written()));
    }

    @Test
    void archives_carry_it() {
        String id = Desk.newId();
        assertEquals(
                List.of(),
                Archives.importing("{\"record\":\"press-release\",\"id\":\"" + id
                                + "\",\"originalLanguage\":\"en\",\"kind\":\"question-and-answer\",\"date\":\"2020-01-02\","
                                + "\"texts\":{\"en\":{\"title\":\"Asked\",\"body\":{\"html\":\"<p>Answered.</p>\"}}}}")
                        .getList("faults"));
        given().get(LIST + "/" + id).then().body("kind", equalTo("question-and-answer"));
        String line = Arrays.stream(desk.keyed()
                        .get("/v1/exports/archive.ndjson")
                        .asString()
                        .split("\n"))
                .filter(each -> each.contains(id))
                .findFirst()
                .orElseThrow();
        assertTrue(line.contains("\"kind\":\"question-and-answer\""), line);
    }
}
