package org.communique.editorial;

import static io.restassured.RestAssured.given;
import static org.communique.support.Desk.content;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class VerbTest {
    private final Desk desk = Desk.chief();

    private static Map<String, Object> live(String id) {
        return given().get(path(id)).then().statusCode(200).extract().jsonPath().getMap("");
    }

    @Nested
    class Publish {
        @Test
        void the_first_time_and_then_as_a_revision() {
            String id = desk.draft(content("Moves on", ""));
            desk.verb(id, "publish", "{\"changeNote\":\"Out\"}").statusCode(200).body("revision", equalTo(1));
            Map<String, Object> first = live(id);
            assertEquals(first.get("publishedAt"), first.get("revisedAt"));
            desk.patch(id, "{\"place\":\"Minor\"}").statusCode(201);
            desk.verb(id, "publish", "{\"changeNote\":\"A place\"}").statusCode(200);
            Map<String, Object> minor = live(id);
            assertEquals(2, minor.get("revision"));
            assertEquals(first.get("publishedAt"), minor.get("publishedAt"));
            assertEquals(first.get("revisedAt"), minor.get("revisedAt"));
            desk.patch(id, "{\"place\":\"Major\"}").statusCode(201);
            desk.verb(id, "publish", "{\"major\":true}").statusCode(200);
            Map<String, Object> major = live(id);
            assertEquals(first.get("publishedAt"), major.get("publishedAt"));
            assertEquals(major.get("updatedAt"), major.get("revisedAt"));
            assertEquals(
                    List.of("Out", "A place"), given().get(path(id)).jsonPath().getList("changeNotes.note"));
        }

        @Test
        void what_is_missing_is_listed_and_nothing_happens() {
            String id = desk.draft(
                    "{\"texts\":{\"en\":{\"summary\":\"only\"},\"fr\":{\"title\":\"T\"}},\"originalLanguage\":\"de\"}");
            desk.verb(id, "publish", "{}")
                    .statusCode(422)
                    .body(
                            "errors.pointer",
                            org.hamcrest.Matchers.containsInAnyOrder(
                                    "/date", "/texts", "/texts/en", "/texts/en", "/texts/fr"));
            desk.read(id).then().body("state", equalTo("draft"));
            given().get(path(id)).then().statusCode(404);
        }

        @Test
        void another_release_than_the_one_it_came_from_is_not_overwritten() {
            String id = desk.published("Overtaken");
            desk.patch(id, "{\"place\":\"Here\"}").statusCode(201);
            Archives.importing("{\"record\":\"press-release\",\"id\":\"" + id + "\","
                    + content("Overtaken by import", "").substring(1));
            desk.verb(id, "publish", "{}")
                    .statusCode(409)
                    .body("type", equalTo("/problems/live-moved"))
                    .body("basedOn", equalTo(1))
                    .body("liveRevision", equalTo(2));
            assertEquals("Overtaken by import", live(id).get("title"));
        }

        @Test
        void a_chosen_slug_that_is_taken_is_a_422_and_a_derived_one_gets_a_number() {
            desk.published("Slug to be taken");
            String second = desk.published("Slug to be taken");
            assertEquals("slug-to-be-taken-2", live(second).get("slug"));
            String third =
                    desk.draft(content("Third", "").replace("\"title\"", "\"slug\":\"slug-to-be-taken\",\"title\""));
            desk.verb(third, "publish", "{}").statusCode(422).body("errors.pointer", contains("/texts/en/slug"));
        }

        @Test
        void if_match_is_honoured() {
            String id = desk.draft(content("Matched", ""));
            desk.json()
                    .header("If-Match", "\"d1\"")
                    .body("{}")
                    .post("/v1/drafts/" + id + "/publish")
                    .then()
                    .statusCode(412);
            desk.json()
                    .header("If-Match", desk.read(id).header("ETag"))
                    .body("{}")
                    .post("/v1/drafts/" + id + "/publish")
                    .then()
                    .statusCode(200);
            String etag = given().get(path(id)).header("ETag");
            desk.json()
                    .header("If-Match", "\"x\"")
                    .body("{}")
                    .post(path(id) + "/withdraw")
                    .then()
                    .statusCode(412);
            desk.json()
                    .header("If-Match", etag)
                    .body("{}")
                    .post(path(id) + "/withdraw")
                    .then()
                    .statusCode(200);
        }
    }

    @Nested
    class Translations {
        private String pair() {
            String id = desk.draft(content("Original words", "")
                    .replace(
                            "\"texts\":{", "\"texts\":{\"ru\":{\"title\":\"Перевод\",\"body\":{\"text\":\"Текст\"}},"));
            desk.verb(id, "publish", "{}").statusCode(200);
            return id;
        }

        @Test
        void one_falls_behind_when_the_original_moves_and_publishing_it_again_confirms_it() {
            String id = pair();
            desk.patch(id, "{\"texts\":{\"en\":{\"title\":\"Other words\"}}}").statusCode(201);
            desk.verb(id, "publish", "{}").statusCode(200);
            given().get(path(id)).then().body("translations.find { it.language == 'ru' }.upToDate", equalTo(false));
            given().get("/v1/press-releases?upToDate=false&lang=ru&limit=100")
                    .then()
                    .body("data.id", hasItem(id));
            desk.patch(id, "{}").statusCode(201);
            desk.verb(id, "publish", "{\"languages\":[\"ru\"]}").statusCode(200);
            given().get(path(id)).then().body("translations.find { it.language == 'ru' }.upToDate", equalTo(true));
        }

        @Test
        void a_language_goes_live_on_its_own_and_the_rest_stays_in_the_draft() {
            String id = pair();
            desk.patch(
                            id,
                            "{\"place\":\"Later\",\"texts\":{\"en\":{\"title\":\"Not yet\"},\"fr\":{\"title\":\"Titre\",\"body\":{\"text\":\"Corps\"}}}}")
                    .statusCode(201);
            desk.verb(id, "publish", "{\"languages\":[\"fr\"]}").statusCode(200);
            assertEquals("Original words", live(id).get("title"));
            assertEquals(null, live(id).get("place"));
            given().get(path(id) + "?lang=fr").then().body("title", equalTo("Titre"));
            desk.read(id)
                    .then()
                    .body("state", equalTo("draft"))
                    .body("basedOn", equalTo(2))
                    .body("texts.en.title", equalTo("Not yet"));
            desk.verb(id, "publish", "{\"languages\":[\"it\"]}")
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/languages/0"));
            desk.verb(id, "publish", "{}").statusCode(200);
            assertEquals("Not yet", live(id).get("title"));
        }
    }

    @Nested
    class Withdraw_restore_retract {
        @Test
        void illegal_moves_are_409_with_the_legal_ones() {
            String id = desk.published("Movable");
            desk.verb(id, "restore", "{}").statusCode(409).body("moves", contains("publish", "withdraw", "retract"));
            desk.verb(id, "withdraw", "{\"reason\":\"Wrong\"}").statusCode(200).body("status", equalTo("withdrawn"));
            desk.verb(id, "withdraw", "{}").statusCode(409).body("moves", contains("publish", "restore", "retract"));
            desk.verb(id, "restore", "{}")
                    .statusCode(200)
                    .body("status", equalTo("published"))
                    .body("withdrawal", nullValue());
            desk.verb(Desk.newId(), "withdraw", "{}").statusCode(404);
        }

        @Test
        void a_withdrawn_release_stays_so_when_it_is_revised() {
            String id = desk.published("Stays withdrawn");
            desk.verb(id, "withdraw", "{\"reason\":\"Wrong\"}").statusCode(200);
            desk.patch(id, "{\"place\":\"X\"}").statusCode(201);
            desk.verb(id, "publish", "{}")
                    .statusCode(200)
                    .body("status", equalTo("withdrawn"))
                    .body("revision", equalTo(3))
                    .body("withdrawal.reason", equalTo("Wrong"));
        }

        @Test
        void a_retracted_release_leaves_its_tombstone_everywhere_and_its_text_nowhere() {
            String other = desk.published("The replacement");
            String id =
                    desk.draft(content("Secret words zzyzx", ",\"externalIds\":[{\"system\":\"t\",\"id\":\"zzyzx\"}]"));
            desk.verb(id, "publish", "{\"changeNote\":\"zzyzx note\"}").statusCode(200);
            desk.patch(id, "{\"place\":\"zzyzx place\"}").statusCode(201);
            desk.verb(id, "retract", "{\"reason\":\"Never true\",\"replacedBy\":\"" + other + "\"}")
                    .statusCode(200)
                    .body("revision", equalTo(2));
            for (String address : List.of(
                    path(id),
                    path("secret-words-zzyzx"),
                    path(id) + "/revisions",
                    path(id) + "/revisions/1",
                    path(id) + "?asOf=2099-01-01T00:00:00Z")) {
                given().get(address)
                        .then()
                        .statusCode(410)
                        .body("reason", equalTo("Never true"))
                        .body("replacedBy", equalTo(other));
            }
            desk.read(id).then().statusCode(410);
            desk.verb(id, "restore", "{}").statusCode(410);
            assertFalse(desk.keyed().get("/v1/drafts?limit=100").asString().contains("zzyzx"));
            assertFalse(given().get("/v1/press-releases?limit=100&view=full")
                    .asString()
                    .contains("zzyzx"));
            String archive = given().get("/v1/exports/archive.ndjson").asString();
            assertFalse(
                    archive.lines().filter(line -> line.contains(id)).anyMatch(line -> line.contains("ecret")),
                    "no words in the archive");
            assertEquals(
                    List.of("retracted"),
                    Archives.importing(
                                    "{\"record\":\"press-release\",\"externalIds\":[{\"system\":\"t\",\"id\":\"zzyzx\"}],"
                                            + content("Back", "").substring(1))
                            .getList("faults.code"));
        }

        @Test
        void a_replacement_must_be_public() {
            String id = desk.published("Replaced by nothing");
            desk.verb(id, "retract", "{\"replacedBy\":\"" + Desk.newId() + "\"}")
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/replacedBy"));
            desk.verb(id, "retract", "{\"replacedBy\":\"" + id + "\"}").statusCode(422);
            desk.verb(id, "withdraw", "{\"raeson\":\"x\"}")
                    .statusCode(400)
                    .body("errors[0].didYouMean", equalTo("reason"));
        }
    }
}
