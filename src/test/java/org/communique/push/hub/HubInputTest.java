package org.communique.push.hub;

import static io.restassured.RestAssured.given;
import static org.communique.push.hub.HubSubscriber.LIST;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class HubInputTest {
    private static final String CALLBACK = "https://partner.example/hub";

    @Test
    void everything_that_is_missing_is_said_at_once() {
        given().contentType("application/x-www-form-urlencoded")
                .body("")
                .post("/hub")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-parameters"))
                .body("errors.name", contains("hub.mode", "hub.callback", "hub.topic"))
                .body("errors.code", contains("missing", "missing", "missing"))
                .body("errors.in", contains("body", "body", "body"));
    }

    @Test
    void all_faults_are_listed_with_what_is_allowed() {
        given().formParam("hub.mode", "publish")
                .formParam("hub.topic", LIST + "?country=MK0&colour=red&fieldOfWork=policin")
                .formParam("hub.callback", "ftp://partner.example/")
                .formParam("hub.lease_seconds", "soon")
                .formParam("hub.secret", "é".repeat(100))
                .post("/hub")
                .then()
                .statusCode(400)
                .body(
                        "errors.name",
                        contains(
                                "hub.mode",
                                "hub.callback",
                                "hub.topic",
                                "hub.topic",
                                "hub.topic",
                                "hub.secret",
                                "hub.lease_seconds"))
                .body("errors.find { it.name == 'hub.mode' }.allowed", contains("subscribe", "unsubscribe"))
                .body("errors.findAll { it.name == 'hub.topic' }.didYouMean", hasItem("policing"))
                .body("errors.findAll { it.name == 'hub.topic' }.code", hasItem("unknown-parameter"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://elsewhere.example/v1/press-releases, not-a-topic",
        "https://press.example.org/v1/press-releases.pdf, not-a-topic",
        "https://press.example.org/v1/countries, not-a-topic",
        "https://press.example.org/v1/press-releases#part, not-a-topic",
        "https://press.example.org/v1/press-releases?q=words, not-in-changes",
        "https://press.example.org/v1/press-releases?upToDate=true, not-in-changes",
        "https://press.example.org/v1/press-releases?source.descendants=true, not-in-changes",
        "https://press.example.org/v1/press-releases?limit=5, unknown-parameter",
        "https://press.example.org/v1/press-releases?country=%zz, malformed",
        "https://press.example.org/v1/press-releases?from=yesterday, not-a-day",
        "'https://press.example.org/v1/press-releases?country=MC>; rel=\"self\"', not-a-topic"
    })
    void a_topic_is_a_list_with_a_filter_that_can_be_followed(String topic, String code) {
        given().formParam("hub.mode", "subscribe")
                .formParam("hub.topic", topic)
                .formParam("hub.callback", CALLBACK)
                .post("/hub")
                .then()
                .statusCode(400)
                .body("errors.name", contains("hub.topic"))
                .body("errors.code", contains(code));
    }

    @ParameterizedTest
    @CsvSource({
        "hub.lease_seconds, 0, not-a-number",
        "hub.lease_seconds, -5, not-a-number",
        "hub.lease_seconds, 1.5, not-a-number",
        "hub.secret, '', empty",
        "hub.callback, 'https://partner.example/a b', not-a-target",
        "hub.callback, https://user:word@partner.example/, not-a-target",
        "hub.callback, //partner.example/, not-a-target",
        "hub.callback, https://partner.example/#part, not-a-target"
    })
    void a_parameter_that_cannot_be_read_is_refused(String name, String value, String code) {
        String callback = name.equals("hub.callback") ? value : CALLBACK;
        var request = given().formParam("hub.mode", "subscribe")
                .formParam("hub.topic", LIST)
                .formParam("hub.callback", callback);
        if (!name.equals("hub.callback")) {
            request.formParam(name, value);
        }
        request.post("/hub")
                .then()
                .statusCode(400)
                .body("errors.name", contains(name))
                .body("errors.code", contains(code));
    }

    @Test
    void a_repeated_parameter_is_refused() {
        given().contentType("application/x-www-form-urlencoded")
                .body("hub.mode=subscribe&hub.mode=unsubscribe&hub.callback=" + CALLBACK + "&hub.topic=" + LIST)
                .post("/hub")
                .then()
                .statusCode(400)
                .body("errors.code", contains("repeated"));
    }

    @Test
    void a_form_that_is_not_one_is_refused() {
        given().contentType("application/x-www-form-urlencoded")
                .body("hub.mode=%zz")
                .post("/hub")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/malformed-request"))
                .body("detail", startsWith("The form is malformed"));
    }

    @Test
    void other_media_types_are_refused() {
        for (String type : new String[] {"application/json", "multipart/form-data; boundary=x"}) {
            given().contentType(type)
                    .body("{}".getBytes())
                    .post("/hub")
                    .then()
                    .statusCode(415)
                    .body("allowed", contains("application/x-www-form-urlencoded"));
        }
    }

    @Test
    void the_hub_cannot_be_read() {
        given().get("/hub").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }
}
