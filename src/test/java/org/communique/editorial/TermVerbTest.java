package org.communique.editorial;

import static io.restassured.RestAssured.given;
import static org.communique.support.Desk.content;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.communique.support.Desk;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class TermVerbTest {
    private final Desk desk = Desk.chief();

    private void put(String path, String name) {
        desk.json()
                .body("{\"names\":{\"en\":\"" + name + "\"}}")
                .put(path)
                .then()
                .statusCode(201);
    }

    @Test
    void a_term_is_made_renamed_closed_and_deleted() {
        put("/v1/fields-of-work/one-life", "Life");
        put("/v1/fields-of-work/one-after", "After");
        desk.json()
                .body("{\"names\":{\"en\":\"Renamed\"}}")
                .put("/v1/fields-of-work/one-life")
                .then()
                .statusCode(200);
        given().get("/v1/fields-of-work/one-life").then().body("name", equalTo("Renamed"));
        for (String name : new String[] {"Life", "renamed"}) {
            given().queryParam("name", name)
                    .get("/v1/fields-of-work")
                    .then()
                    .statusCode(200)
                    .body("data.code", hasItem("one-life"));
        }
        given().queryParam("name", "No such name")
                .get("/v1/fields-of-work")
                .then()
                .body("meta.total", equalTo(0));
        desk.json()
                .body("{\"activeTo\":\"2030-12-31\",\"successor\":\"one-after\"}")
                .post("/v1/fields-of-work/one-life/close")
                .then()
                .statusCode(200);
        given().get("/v1/fields-of-work/one-life")
                .then()
                .body("activeTo", equalTo("2030-12-31"))
                .body("successor", equalTo("one-after"));
        desk.keyed()
                .delete("/v1/fields-of-work/one-after")
                .then()
                .statusCode(409)
                .body("terms", equalTo(1));
        desk.keyed().delete("/v1/fields-of-work/one-life").then().statusCode(204);
        given().get("/v1/fields-of-work/one-life").then().statusCode(404);
        desk.keyed().delete("/v1/fields-of-work/one-life").then().statusCode(404);
    }

    @Test
    void a_term_in_use_is_not_deleted() {
        put("/v1/meeting-series/one-used", "Used");
        String id = desk.draft(content("Uses it", ",\"meetings\":[\"one-used\"]"));
        desk.verb(id, "publish", "{}").statusCode(200);
        desk.keyed()
                .delete("/v1/meeting-series/one-used")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/in-use"))
                .body("count", equalTo(1))
                .body("moves", contains("close", "merge"));
        desk.verb(id, "retract", "{}").statusCode(200);
        desk.keyed().delete("/v1/meeting-series/one-used").then().statusCode(204);
    }

    @Test
    void a_merged_term_becomes_the_other_one_everywhere() {
        put("/v1/fields-of-work/one-from", "From");
        put("/v1/fields-of-work/one-into", "Into");
        String id = desk.draft(content("Retagged", ",\"fieldsOfWork\":[\"one-from\",\"policing\"]"));
        desk.verb(id, "publish", "{}").statusCode(200);
        String pending = desk.draft(content("Pending", ",\"fieldsOfWork\":[\"one-from\"]"));
        desk.json()
                .body("{\"into\":\"one-into\"}")
                .post("/v1/fields-of-work/one-from/merge")
                .then()
                .statusCode(200)
                .body("mergedInto", equalTo("one-into"));
        given().get(path(id))
                .then()
                .body("fieldsOfWork.code", contains("one-into", "policing"))
                .body("revision", equalTo(2));
        given().get(path(id) + "/revisions/1").then().body("fieldsOfWork[0].name", equalTo("From"));
        given().redirects()
                .follow(false)
                .get("/v1/press-releases?fieldOfWork=one-from&limit=5")
                .then()
                .statusCode(308)
                .header("Location", "https://press.example.org/v1/press-releases?fieldOfWork=one-into&limit=5");
        given().redirects()
                .follow(false)
                .get("/v1/fields-of-work/one-from")
                .then()
                .statusCode(308)
                .header("Location", "https://press.example.org/v1/fields-of-work/one-into");
        given().get("/v1/fields-of-work").then().body("data.code", not(hasItem("one-from")));
        desk.verb(pending, "publish", "{}").statusCode(200).body("fieldsOfWork.code", contains("one-into"));
        desk.json()
                .body("{\"into\":\"policing\"}")
                .post("/v1/fields-of-work/one-from/merge")
                .then()
                .statusCode(409);
    }

    @Test
    void a_merge_into_itself_into_nothing_or_below_itself_is_a_clear_problem() {
        put("/v1/organizational-units/one-above", "Above");
        desk.json()
                .body("{\"names\":{},\"parent\":\"one-above\",\"type\":\"department\"}")
                .put("/v1/organizational-units/one-below")
                .then()
                .statusCode(201);
        for (String into : new String[] {"one-above", "one-below", "no-such-unit"}) {
            desk.json()
                    .body("{\"into\":\"" + into + "\"}")
                    .post("/v1/organizational-units/one-above/merge")
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/into"));
        }
        desk.json()
                .body("{}")
                .post("/v1/organizational-units/one-above/merge")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("missing"));
        desk.json()
                .body("{\"into\":\"one-above\"}")
                .post("/v1/organizational-units/one-below/merge")
                .then()
                .statusCode(200);
    }

    @Test
    void bad_terms_are_refused() {
        desk.json()
                .body("{}")
                .put("/v1/countries/XX")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/code"));
        desk.json()
                .body("{\"names\":[]}")
                .put("/v1/fields-of-work/one-bad")
                .then()
                .statusCode(400);
        desk.json()
                .body("{\"nmes\":{}}")
                .put("/v1/fields-of-work/one-bad")
                .then()
                .statusCode(400)
                .body("errors[0].didYouMean", equalTo("names"));
        Desk.with("no terms", "write:drafts")
                .json()
                .body("{}")
                .put("/v1/fields-of-work/one-bad")
                .then()
                .statusCode(403);
        given().contentType("application/json")
                .body("{}")
                .put("/v1/fields-of-work/one-bad")
                .then()
                .statusCode(401);
    }
}
