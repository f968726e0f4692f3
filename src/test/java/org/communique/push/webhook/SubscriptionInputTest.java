package org.communique.push.webhook;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = {Impatient.TIMEOUT, Impatient.RETRIES})
class SubscriptionInputTest {
    private static final String PATH = Subscriber.PATH;

    private Subscriber subscriber;
    private Partner partner;

    @BeforeEach
    void open() throws Exception {
        partner = new Partner();
        subscriber = new Subscriber();
    }

    @AfterEach
    void close() {
        partner.close();
    }

    private io.restassured.response.ValidatableResponse post(String body) {
        return subscriber.desk.json().body(body).post(PATH).then().contentType("application/problem+json");
    }

    @Test
    void all_faults_come_at_once_those_in_the_filter_too() {
        post("{\"url\":\"ftp://x\",\"filter\":\"country=KY&contry=KZ&q=x&from=soon\",\"types\":[\"press-release.publishd\"],\"payload\":\"fat\",\"after\":-1,\"nme\":1}")
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/url",
                                "/filter",
                                "/filter",
                                "/filter",
                                "/filter",
                                "/types/0",
                                "/payload",
                                "/after",
                                "/nme"))
                .body(
                        "errors.findAll { it.pointer == '/filter' }.name",
                        containsInAnyOrder("country", "contry", "q", "from"))
                .body("errors.find { it.name == 'contry' }.didYouMean", equalTo("country"))
                .body("errors.find { it.pointer == '/types/0' }.didYouMean", equalTo("press-release.published"));
    }

    @Test
    void what_cannot_be_followed_is_refused_with_the_reason() {
        for (String filter :
                List.of("q=x", "upToDate=false", "source.descendants=true", "country=XX", "page=2", "country=%zz")) {
            post("{\"filter\":\"" + filter + "\"}").statusCode(400).body("errors.pointer", contains("/filter"));
        }
    }

    @Test
    void an_address_that_cannot_be_called_is_refused() {
        for (String url : List.of(
                "http://user:pw@example.org/",
                "http://example.org/#x",
                "/hook",
                "http:///x",
                "gopher://example.org/",
                "http://example.org:0/",
                "nonsense")) {
            post("{\"url\":\"" + url + "\"}").statusCode(422).body("errors.pointer", contains("/url"));
        }
        post("{\"url\":\"http://example.org/" + "x".repeat(3_000) + "\"}").statusCode(422);
    }

    @Test
    void bodies_that_are_no_subscription_are_refused() {
        for (String body : List.of(
                "[]", "{", "\"x\"", "{\"url\":7}", "{\"types\":\"x\"}", "{\"after\":1.5}", "{\"status\":\"active\"}")) {
            post(body).statusCode(400);
        }
        post("{\"after\":999999999}").statusCode(422).body("errors.code", contains("after-beyond-end"));
        post("{\"url\":\"" + partner.url() + "\",\"types\":[\"\"]}").statusCode(400);
        subscriber
                .desk
                .keyed()
                .contentType("text/plain")
                .body("x")
                .post(PATH)
                .then()
                .statusCode(415);
        subscriber.desk.keyed().get(PATH + "?limit=0&x=1").then().statusCode(400);
        subscriber.desk.keyed().get(PATH + "?cursor=zzz").then().statusCode(400);
    }

    @Test
    void unknown_ids_are_not_found() {
        for (String id : List.of("x", UUID.randomUUID().toString(), "%00".repeat(1) + "a")) {
            int status = subscriber
                    .desk
                    .keyed()
                    .urlEncodingEnabled(false)
                    .get(PATH + "/" + id)
                    .statusCode();
            assertTrue(status == 404 || status == 400 && id.startsWith("%"), id + " " + status);
        }
        subscriber
                .desk
                .json()
                .body("{}")
                .header("If-Match", "*")
                .patch(PATH + "/x")
                .then()
                .statusCode(404);
        subscriber.desk.json().body("").post(PATH + "/x/test").then().statusCode(404);
    }

    @Test
    void patches_that_make_no_sense_are_refused() {
        String id = subscriber.create(null, "", "").getString("id");
        subscriber
                .patch(id, "{\"status\":\"disabled\"}")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/status"));
        subscriber.patch(id, "{\"url\":\"" + partner.url() + "\"}").then().statusCode(422);
        subscriber.patch(id, "{\"after\":1}").then().statusCode(400);
        subscriber.patch(id, "{\"filter\":\"contry=KZ\"}").then().statusCode(400);
        subscriber
                .desk
                .keyed()
                .contentType("text/plain")
                .header("If-Match", "*")
                .body("x")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(415);
        for (String verb : List.of("/test", "/rotate-secret")) {
            subscriber.desk.json().body("").post(PATH + "/" + id + verb).then().statusCode(409);
        }
        subscriber
                .desk
                .json()
                .body("{\"after\":0}")
                .post(PATH + "/" + id + "/replay")
                .then()
                .statusCode(409);
    }
}
