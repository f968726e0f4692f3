package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The names of the terms that a release is filed under find it, in every language, whatever its texts say. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class NamedTermsTest {
    private static final String ODIHR = unit(
            "odihr",
            "{\"en\":\"Office for Democratic Institutions and Human Rights\",\"fr\":\"Bureau des institutions démocratiques et des droits de l\u2019homme\"}");
    private static final String MINORITIES =
            unit("minorities", "{\"en\":\"High Commissioner on National Minorities\"}");
    private static final String POLICING = field(
            "policing",
            "{\"en\":\"Policing\",\"fr\":\"Activités de police\",\"de\":\"Polizeiarbeit\",\"ru\":\"Полиция\"}");

    private final Desk desk = Desk.chief();

    @BeforeEach
    void bringTheTermsIn() throws Exception {
        bring(
                ODIHR,
                MINORITIES,
                POLICING,
                field("coordination", "{\"en\":\"Co-ordinators\"}"),
                field("borders", "{\"en\":\"Border management\"}"),
                "{\"record\":\"country\",\"code\":\"KZ\",\"names\":{}}");
    }

    private static String unit(String code, String names) {
        return "{\"record\":\"organizational-unit\",\"code\":\"" + code + "\",\"type\":\"institution\",\"names\":"
                + names + "}";
    }

    private static String field(String code, String names) {
        return "{\"record\":\"field-of-work\",\"code\":\"" + code + "\",\"names\":" + names + "}";
    }

    private static void bring(String... lines) throws Exception {
        assertEquals(
                List.of(),
                Archives.importing(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                        .getList("faults"));
    }

    @Test
    void a_release_is_found_by_the_names_of_its_terms_in_every_language() {
        String country = publish("Anbau von Weizen", ",\"countries\":[\"KZ\"]");
        String institution = publish("Eine Wahl", ",\"sources\":[\"odihr\"]");
        String minorities = publish("Ein Besuch", ",\"sources\":[\"minorities\"]");
        String field = publish("Eine Ausbildung", ",\"fieldsOfWork\":[\"policing\"]");
        Index.await();
        assertAll(Map.ofEntries(
                        Map.entry("Kazakhstan", country),
                        Map.entry("Kasachstan", country),
                        Map.entry("Kazajistán", country),
                        Map.entry("Kazakistan", country),
                        Map.entry("Казахстан", country),
                        Map.entry("Казахстана", country),
                        Map.entry("kazakhs*", country),
                        Map.entry("weizen kazakhstan", country),
                        Map.entry("der weizen in kazakhstan", country),
                        Map.entry("ODIHR", institution),
                        Map.entry("odihr wahl", institution),
                        Map.entry("\"democratic institutions\"", institution),
                        Map.entry("institution démocratique", institution),
                        Map.entry("HCNM", minorities),
                        Map.entry("minority commissioner", minorities),
                        Map.entry("policing", field),
                        Map.entry("Polizeiarbeit", field),
                        Map.entry("полиции", field),
                        Map.entry("\"activités de police\"", field))
                .entrySet()
                .stream()
                .map(row -> () -> assertEquals(List.of(row.getValue()), found(row.getKey()), row.getKey())));
        assertAll(List.of("de", "de,en", "fr,de").stream()
                .map(tags -> () -> assertEquals(List.of(country), found("kazakhstan", "lang", tags), tags)));
        assertEquals(List.of(), found("kazakhstan", "lang", "en"), "it has no text in English");
        assertEquals(List.of(), found("\"rights human\""), "the words are in another order");
        assertEquals(List.of(), found("kazakhstan", "q.in", "title,summary"), "only parts of the text are looked at");
        assertEquals(List.of(), found("weizen -kazakhstan"), "it is about that");
        assertEquals(List.of(), found("weizen -odihr kazakhstan -weizen"));
    }

    @Test
    void what_a_text_says_counts_more_than_what_it_is_filed_under() {
        String named = publish("Ein Treffen der Grenzer", ",\"fieldsOfWork\":[\"borders\"]");
        String says = publish("Noch ein Treffen", "", "Dort gibt es ein border management, das besprochen wird.");
        String newer = publish("Das letzte Treffen", ",\"fieldsOfWork\":[\"borders\"]");
        Index.await();
        assertEquals(List.of(says, newer, named), found("\"border management\""));
        assertEquals(List.of(says), found("besprochen border"));
    }

    @Test
    void a_name_that_changes_moves_its_releases_and_units_keep_their_former_names() throws Exception {
        bring(field("waste", "{\"en\":\"Rubbish\"}"), unit("fleet", "{\"en\":\"Armada\"}"));
        String field = publish("Eine Deponie", ",\"fieldsOfWork\":[\"waste\"]");
        String unit = publish("Ein Schiff", ",\"sources\":[\"fleet\"]");
        Index.await();
        assertEquals(List.of(field), found("rubbish"));
        assertEquals(List.of(unit), found("armada"));
        bring(field("waste", "{\"en\":\"Refuse\"}"), unit("fleet", "{\"en\":\"Flotilla\"}"));
        assertEquals(List.of(), found("rubbish"));
        assertEquals(List.of(field), found("refuse"));
        assertEquals(List.of(unit), found("armada"));
        assertEquals(List.of(unit), found("flotilla"));
    }

    @Test
    void words_are_marked_where_a_text_says_them_and_names_are_suggested() {
        publish("Hervorhebung im Haus", ",\"countries\":[\"KZ\"]");
        Index.await();
        given().get("/v1/press-releases?highlight=true&q=hervorhebung kazakhstan")
                .then()
                .statusCode(200)
                .body("data[0].highlights.title", equalTo("<mark>Hervorhebung</mark> im Haus"));
        for (String typed :
                List.of("ODIHR", "odi", "institutions", "homme", "droits de l\u2019homme", "coordin", "co-ordin")) {
            given().queryParam("q", typed)
                    .get("/v1/suggestions")
                    .then()
                    .statusCode(200)
                    .body("data.size()", greaterThan(0));
        }
        String title = publish("Elision de l\u2019accord", "");
        Index.await();
        for (String typed : List.of("elision l\u2019acc", "elision l'accord")) {
            assertEquals(
                    List.of(title),
                    given().queryParam("q", typed)
                            .queryParam("lang", "fr,de")
                            .get("/v1/suggestions")
                            .path("data.id"),
                    typed);
        }
    }

    private static List<String> found(String query, String... more) {
        var request = given().queryParam("q", query).queryParam("limit", 100).queryParam("fields", "id");
        for (int i = 0; i < more.length; i += 2) {
            request.queryParam(more[i], more[i + 1]);
        }
        return request.get("/v1/press-releases")
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    private String publish(String title, String more) {
        return publish(title, more, "Mehr steht hier nicht.");
    }

    private String publish(String title, String more, String body) {
        String id = desk.draft("{\"originalLanguage\":\"de\",\"date\":\"2032-03-04\",\"texts\":{\"de\":{\"title\":\""
                + title + "\",\"body\":{\"html\":\"<p>" + body + "</p>\"}}}" + more + "}");
        desk.verb(id, "publish", "{}").statusCode(200);
        return id;
    }
}
