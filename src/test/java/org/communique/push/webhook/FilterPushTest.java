package org.communique.push.webhook;

import static io.restassured.RestAssured.given;
import static org.communique.push.hub.HubSubscriber.LIST;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.communique.push.hub.HubSubscriber;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

/** Webhooks and the hub tell of what filters by id, external id and year select, and of nothing else. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class FilterPushTest {
    private final Desk desk = Desk.chief();

    @Test
    void webhooks_and_the_hub_follow_by_id_external_id_and_year() throws Exception {
        for (String parameter : List.of("id=", "externalId=pushed:", "year=")) {
            String id = Desk.newId();
            String filter = parameter + (parameter.equals("year=") ? "2034" : id);
            try (Partner partner = new Partner();
                    HubSubscriber hub = new HubSubscriber()) {
                Subscriber subscriber = new Subscriber();
                String webhook = subscriber.webhook(partner, filter, "");
                hub.subscribe(LIST + "?" + filter, Map.of());
                desk.published("Of no interest to " + parameter);
                publish(id, parameter.equals("year=") ? "2034-05-06" : "2032-05-06");
                assertEquals(id, hub.next().json().getString("data[0].subject.id"), filter);
                subscriber.awaitAllDelivered(webhook);
                assertEquals(
                        List.of(id),
                        partner.events().stream().map(Partner.Message::subject).toList(),
                        filter);
            }
        }
    }

    @Test
    void a_topic_whose_canonical_form_is_too_long_is_refused() {
        String filter = IntStream.range(0, 10)
                .mapToObj(i -> "externalId=a:" + i + "!".repeat(400))
                .collect(Collectors.joining("&"));
        given().formParam("hub.mode", "subscribe")
                .formParam("hub.topic", LIST + "?" + filter)
                .formParam("hub.callback", "https://partner.example/callback")
                .post("/hub")
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("too-long")));
    }

    private void publish(String id, String day) {
        String known = ",\"externalIds\":[{\"system\":\"pushed\",\"id\":\"" + id + "\"}]";
        desk.json()
                .body(Desk.content("Pushed " + id, known).replace("2032-03-04", day))
                .put("/v1/drafts/" + id)
                .then()
                .statusCode(201);
        desk.verb(id, "publish", "{}").statusCode(200);
    }
}
