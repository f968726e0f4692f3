package org.communique.editorial;

import static io.restassured.RestAssured.given;
import static org.communique.support.Desk.content;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.communique.support.Desk;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class HistoryTest {
    private final Desk desk = Desk.chief();

    private static Map<String, Object> live(String id) {
        return given().get(path(id)).then().statusCode(200).extract().jsonPath().getMap("");
    }

    @Test
    void every_revision_can_be_read_as_it_was() {
        String id = desk.published("First state");
        desk.patch(id, "{\"texts\":{\"en\":{\"title\":\"Second state\"}}}").statusCode(201);
        desk.verb(id, "publish", "{\"changeNote\":\"Better\"}").statusCode(200);
        String second = live(id).get("updatedAt").toString();
        desk.verb(id, "withdraw", "{}").statusCode(200);
        given().get(path(id) + "/revisions")
                .then()
                .statusCode(200)
                .body("data.revision", contains(3, 2, 1))
                .body("data.status", contains("withdrawn", "published", "published"))
                .body("data.changeNote", contains(null, "Better", null));
        given().get(path(id) + "/revisions/1")
                .then()
                .statusCode(200)
                .body("title", equalTo("First state"))
                .body("revision", equalTo(1));
        given().get(path(id) + "/revisions/9").then().statusCode(404);
        given().get(path(id) + "/revisions/x").then().statusCode(404);
        String first = given().get(path(id) + "/revisions").jsonPath().getString("data[2].at");
        given().queryParam("asOf", first).get(path(id)).then().statusCode(200).body("title", equalTo("First state"));
        given().queryParam("asOf", second)
                .get(path(id))
                .then()
                .body("title", equalTo("Second state"))
                .body("status", equalTo("published"));
        given().queryParam("asOf", "2099-01-01T00:00:00Z").get(path(id)).then().body("status", equalTo("withdrawn"));
        given().queryParam("asOf", "2009-01-01T00:00:00Z").get(path(id)).then().statusCode(404);
    }

    @Test
    void a_renamed_term_has_the_name_of_the_day() {
        desk.json()
                .body("{\"names\":{\"en\":\"Old name\"}}")
                .put("/v1/fields-of-work/one-renamed")
                .then()
                .statusCode(201);
        String id = desk.draft(content("Names", ",\"fieldsOfWork\":[\"one-renamed\"]"));
        desk.verb(id, "publish", "{}").statusCode(200);
        String then = live(id).get("updatedAt").toString();
        desk.json()
                .body("{\"names\":{\"en\":\"New name\"}}")
                .put("/v1/fields-of-work/one-renamed")
                .then()
                .statusCode(200);
        given().get(path(id)).then().body("fieldsOfWork[0].name", equalTo("New name"));
        given().queryParam("asOf", then).get(path(id)).then().body("fieldsOfWork[0].name", equalTo("Old name"));
    }
}
