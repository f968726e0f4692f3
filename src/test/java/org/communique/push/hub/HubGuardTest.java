package org.communique.push.hub;

import static io.restassured.RestAssured.given;
import static org.communique.push.hub.HubSubscriber.LIST;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = "communique.push.allow-private-targets=false")
class HubGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9200/",
                "http://localhost/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://169.254.169.254/latest/meta-data/",
                "https://10.1.2.3/hub"
            })
    void a_callback_that_is_not_public_is_refused(String callback) {
        given().formParam("hub.mode", "subscribe")
                .formParam("hub.topic", LIST)
                .formParam("hub.callback", callback)
                .post("/hub")
                .then()
                .statusCode(400)
                .body("errors.name", contains("hub.callback"))
                .body("errors.code", contains("not-a-target"))
                .body("detail", containsString("is not public"));
    }
}
