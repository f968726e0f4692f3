package org.communique.push.hub;

import static io.restassured.RestAssured.given;
import static org.communique.push.hub.HubSubscriber.LIST;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.communique.push.hub.HubSubscriber.Told;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class HubTest {
    private static final String MONACO = LIST + "?country=MC";

    private final Desk desk = Desk.chief();
    private HubSubscriber subscriber;

    @BeforeEach
    void open() throws Exception {
        subscriber = new HubSubscriber();
    }

    @AfterEach
    void close() {
        subscriber.close();
    }

    private String published(String title, String country) {
        String id = desk.draft(Desk.content(title, ",\"countries\":[\"" + country + "\"]"));
        desk.verb(id, "publish", "{}").statusCode(200);
        return id;
    }

    @Test
    void a_list_names_the_hub() {
        given().get("/v1/press-releases?country=MC")
                .then()
                .header("Link", containsString("<https://press.example.org/hub>; rel=\"hub\""))
                .header("Link", containsString("</v1/press-releases?country=MC>; rel=\"self\""));
    }

    @Test
    void the_callback_is_asked_before_it_is_told() throws Exception {
        String topic = LIST + "?country=MC&status=published";
        given().formParam("hub.mode", "subscribe")
                .formParam("hub.topic", topic)
                .formParam("hub.callback", subscriber.callback("?for=me"))
                .formParam("hub.lease_seconds", "99999999")
                .formParam("what.the.hub.does.not.know", "is ignored")
                .post("/hub")
                .then()
                .statusCode(202);
        Map<String, String> question = subscriber.nextQuestion();
        assertEquals("me", question.get("for"));
        assertEquals("subscribe", question.get("hub.mode"));
        assertEquals(topic, question.get("hub.topic"));
        assertEquals("864000", question.get("hub.lease_seconds"));
        assertTrue(question.get("hub.challenge").length() >= 32, question.toString());
    }

    @Test
    void a_subscriber_is_told_what_the_change_feed_says() throws Exception {
        int before = sequence();
        subscriber.subscribe(MONACO, Map.of("hub.secret", "a-shared-secret"));
        published("Not in Monaco", "KZ");
        String id = published("In Monaco", "MC");
        Told told = subscriber.next();
        assertEquals("application/json", told.contentType());
        assertEquals("<https://press.example.org/hub>; rel=\"hub\", <" + MONACO + ">; rel=\"self\"", told.link());
        assertEquals("sha256=" + hmac("a-shared-secret", told.body()), told.signature());
        assertEquals(id, told.json().getString("data[0].subject.id"));
        assertEquals("press-release.published", told.json().getString("data[0].type"));
        assertEquals("In Monaco", told.json().getString("data[0].data.title"));
        JsonPath feed = given().get("/v1/changes?country=MC&include=data&after=" + before)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals(feed.getList("data"), told.json().getList("data"));
        assertEquals(feed.getString("meta.store"), told.json().getString("meta.store"));
        assertEquals(feed.getInt("meta.sequence"), told.json().getInt("meta.sequence"));
    }

    @Test
    void what_leaves_the_view_or_is_retracted_is_told_too() throws Exception {
        String moved = published("Moves out of Monaco", "MC");
        String retracted = published("Retracted in Monaco", "MC");
        subscriber.subscribe(MONACO, Map.of());
        desk.patch(moved, "{\"countries\":[\"KZ\"]}").statusCode(201);
        desk.verb(moved, "publish", "{}").statusCode(200);
        Told left = subscriber.next();
        assertEquals("press-release.left-view", left.json().getString("data[0].type"));
        assertTrue(left.json().getBoolean("data[0].mustRemove"));
        assertNull(left.signature());
        desk.verb(retracted, "retract", "{\"reason\":\"Wrong.\"}").statusCode(200);
        Told gone = subscriber.next();
        assertEquals("press-release.retracted", gone.json().getString("data[0].type"));
        assertEquals(retracted, gone.json().getString("data[0].subject.id"));
        assertNull(gone.json().get("data[0].data"));
    }

    @Test
    void who_does_not_confirm_is_not_subscribed() throws Exception {
        for (String wrong : List.of("404", "302", "500", "another challenge")) {
            try (HubSubscriber unwilling = new HubSubscriber()) {
                if (wrong.length() == 3) {
                    unwilling.questionStatus = Integer.parseInt(wrong);
                } else {
                    unwilling.answer = question -> wrong;
                }
                unwilling.subscribe(LIST + "?country=SM", Map.of());
                published("Nobody confirmed " + wrong, "SM");
                unwilling.hearsNothing();
            }
        }
    }

    @Test
    void a_second_question_to_a_host_waits_a_minute() {
        subscriber.ask("subscribe", MONACO, Map.of()).statusCode(202);
        int wait = Integer.parseInt(subscriber
                .ask("subscribe", LIST, Map.of())
                .statusCode(429)
                .contentType("application/problem+json")
                .extract()
                .header("Retry-After"));
        assertTrue(wait > 50 && wait <= 60, "" + wait);
    }

    @Test
    void a_callback_that_is_gone_is_told_no_more() throws Exception {
        subscriber.subscribe(LIST + "?country=LI", Map.of());
        subscriber.contentStatus = 410;
        published("The last in Liechtenstein", "LI");
        subscriber.next();
        subscriber.settle();
        subscriber.contentStatus = 204;
        published("After the last in Liechtenstein", "LI");
        subscriber.hearsNothing();
    }

    @Test
    void a_slow_callback_delays_no_other() throws Exception {
        try (HubSubscriber slow = new HubSubscriber()) {
            slow.delayMillis = 8_000;
            slow.subscribe(LIST + "?country=AD", Map.of());
            subscriber.subscribe(LIST + "?country=AD", Map.of());
            long start = System.nanoTime();
            published("First in Andorra", "AD");
            subscriber.next();
            published("Second in Andorra", "AD");
            assertEquals("Second in Andorra", subscriber.next().json().getString("data[0].data.title"));
            assertTrue(System.nanoTime() - start < 5_000_000_000L);
            assertEquals("First in Andorra", slow.next().json().getString("data[0].data.title"));
        }
    }

    @Test
    void back_filled_releases_are_not_told() throws Exception {
        subscriber.subscribe(LIST + "?country=VA", Map.of());
        given().header("Authorization", "Bearer " + TestStore.KEY)
                .contentType("application/x-ndjson")
                .body(line("back-filled").getBytes())
                .post("/v1/imports?announce=false")
                .then()
                .statusCode(202);
        subscriber.hearsNothing();
        Archives.importing(line("announced"));
        assertEquals("announced", subscriber.next().json().getString("data[0].data.title"));
    }

    private static String line(String title) {
        return "{\"record\":\"press-release\",\"externalIds\":[{\"system\":\"hub\",\"id\":\"" + title
                + "\"}],\"originalLanguage\":\"en\",\"date\":\"2012-01-01\",\"countries\":[\"VA\"],\"texts\":{\"en\":{\"title\":\""
                + title + "\",\"body\":{\"text\":\"Told or not.\"}}}}";
    }

    @Test
    void a_topic_whose_term_becomes_another_is_denied() throws Exception {
        for (String code : List.of("old-topic", "new-topic")) {
            desk.json()
                    .body("{\"names\":{\"en\":\"" + code + "\"}}")
                    .put("/v1/fields-of-work/" + code)
                    .then()
                    .statusCode(201);
        }
        String topic = LIST + "?fieldOfWork=old-topic";
        subscriber.subscribe(topic, Map.of());
        desk.json()
                .body("{\"into\":\"new-topic\"}")
                .post("/v1/fields-of-work/old-topic/merge")
                .then()
                .statusCode(200);
        Map<String, String> denial = subscriber.nextQuestion();
        assertEquals("denied", denial.get("hub.mode"));
        assertEquals(topic, denial.get("hub.topic"));
        assertTrue(denial.get("hub.reason").contains("was merged into \"new-topic\""), denial.toString());
        subscriber.hearsNothing();
    }

    private static int sequence() {
        return Integer.parseInt(given().get("/v1/press-releases?limit=1").header("Communique-Sequence"));
    }

    private static String hmac(String secret, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
