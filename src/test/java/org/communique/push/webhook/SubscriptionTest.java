package org.communique.push.webhook;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.communique.push.subscription.Subscription;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = {Impatient.TIMEOUT, Impatient.RETRIES})
class SubscriptionTest {
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

    @Test
    void a_subscription_is_made_with_a_secret_that_is_shown_once_and_kept_sealed() {
        String location = subscriber
                .desk
                .json()
                .body("{\"url\":\"" + partner.url()
                        + "\",\"filter\":\"country=KZ&lang=en,ru\",\"types\":[\"press-release.published\"]}")
                .post(PATH)
                .then()
                .statusCode(201)
                .header("Cache-Control", equalTo("private, no-store"))
                .header("Location", startsWith("https://press.example.org" + PATH + "/"))
                .header("ETag", startsWith("\"s"))
                .body("secret", startsWith("whsec_"))
                .body("status", equalTo("pending"))
                .extract()
                .header("Location");
        String id = location.substring(location.lastIndexOf('/') + 1);
        subscriber.awaitStatus(id, "active");
        subscriber
                .read(id)
                .then()
                .statusCode(200)
                .body("", not(hasKey("secret")))
                .body("url", equalTo(partner.url()))
                .body("filter", equalTo("country=KZ&lang=en,ru"))
                .body("types", contains("press-release.published"))
                .body("payload", equalTo("thin"))
                .body("statusReason", nullValue())
                .body("verifiedAt", notNullValue())
                .body("links.self", equalTo(PATH + "/" + id));
        String kept = QuarkusTransaction.requiringNew()
                .call(() -> Subscription.<Subscription>findById(UUID.fromString(id)).secret);
        assertFalse(kept.contains("whsec_"), kept);
        assertTrue(Base64.getDecoder().decode(kept).length > 50);
    }

    @Test
    void a_repeated_post_is_carried_out_once_and_its_secret_is_not_repeated() {
        String body = "{\"url\":\"" + partner.url() + "\",\"filter\":\"\"}";
        String location = subscriber
                .desk
                .json()
                .header("Idempotency-Key", "once")
                .body(body)
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        subscriber
                .desk
                .json()
                .header("Idempotency-Key", "once")
                .body(body)
                .post(PATH)
                .then()
                .statusCode(409)
                .header("Location", equalTo(location));
        subscriber.desk.keyed().get(PATH).then().body("meta.total", equalTo(1));
    }

    @Test
    void others_do_not_see_it_and_an_admin_does() {
        String id = subscriber.create(null, "", "").getString("id");
        Desk other = Desk.with("other", "subscribe");
        for (String path : List.of("", "/deliveries", "/deliveries/" + UUID.randomUUID())) {
            other.keyed().get(PATH + "/" + id + path).then().statusCode(404);
        }
        for (String path : List.of(
                "/rotate-secret",
                "/test",
                "/replay",
                "/acknowledgements",
                "/deliveries/" + UUID.randomUUID() + "/replay")) {
            other.json()
                    .body("{\"after\":0}")
                    .post(PATH + "/" + id + path)
                    .then()
                    .statusCode(404);
        }
        other.keyed().delete(PATH + "/" + id).then().statusCode(404);
        other.json()
                .header("If-Match", "*")
                .body("{}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(404);
        other.keyed().get(PATH).then().statusCode(200).body("meta.total", equalTo(0));
        Desk.chief().keyed().get(PATH + "/" + id).then().statusCode(200);
        Desk.chief().keyed().get(PATH + "?limit=100").then().body("data.id", hasItem(id));
        Desk.with("writer", "publish").keyed().get(PATH).then().statusCode(403).body("scope", equalTo("subscribe"));
        RestAssured.get(PATH).then().statusCode(401);
    }

    @Test
    void the_list_is_paged_in_the_order_they_were_made() {
        List<String> ids = List.of(
                subscriber.create(null, "country=KZ", "").getString("id"),
                subscriber.create(null, "country=KG", "").getString("id"),
                subscriber.create(null, "country=TJ", "").getString("id"));
        JsonPath first = subscriber.desk.keyed().get(PATH + "?limit=2").jsonPath();
        assertEquals(ids.subList(0, 2), first.getList("data.id"));
        assertEquals(3, first.getInt("meta.total"));
        JsonPath second = subscriber
                .desk
                .keyed()
                .urlEncodingEnabled(false)
                .get(first.getString("links.next"))
                .jsonPath();
        assertEquals(ids.subList(2, 3), second.getList("data.id"));
        assertFalse(second.getMap("links").containsKey("next"));
    }

    @Test
    void a_change_needs_the_present_validator() {
        String id = subscriber.create(null, "country=KZ", "").getString("id");
        String etag = subscriber.read(id).header("ETag");
        subscriber
                .patching(null)
                .body("{\"filter\":\"\"}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(428);
        subscriber
                .patching(etag)
                .body("{\"filter\":\"country=KG\",\"types\":[\"press-release.retracted\"]}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(etag)))
                .body("filter", equalTo("country=KG"))
                .body("types", contains("press-release.retracted"));
        subscriber
                .patching(etag)
                .body("{\"filter\":\"\"}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(412);
        subscriber
                .desk
                .keyed()
                .header("If-Match", etag)
                .delete(PATH + "/" + id)
                .then()
                .statusCode(412);
        subscriber
                .patch(id, "{\"types\":null,\"status\":\"paused\"}")
                .then()
                .statusCode(200)
                .body("types", equalTo(List.of()))
                .body("status", equalTo("paused"))
                .body("statusReason", equalTo("paused-by-owner"));
        subscriber.patch(id, "{\"status\":\"active\"}").then().statusCode(200).body("status", equalTo("active"));
        subscriber.desk.keyed().delete(PATH + "/" + id).then().statusCode(204);
        subscriber.read(id).then().statusCode(404);
        subscriber.desk.keyed().delete(PATH + "/" + id).then().statusCode(404);
        List<String> actions =
                Desk.chief().keyed().get("/v1/audit?subject=" + id).path("data.action");
        assertEquals("subscription.delete", actions.get(0));
        assertTrue(actions.contains("subscription.create"));
    }

    @Test
    void another_address_is_verified_before_it_is_told_anything() throws Exception {
        String id = subscriber.webhook(partner, "country=DE", "");
        try (Partner next = new Partner()) {
            subscriber
                    .patch(id, "{\"url\":\"" + next.url() + "\"}")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("pending"))
                    .body("verifiedAt", nullValue());
            subscriber.awaitStatus(id, "active");
            assertEquals(1, next.tests().size());
            assertEquals(1, partner.tests().size());
        }
    }
}
