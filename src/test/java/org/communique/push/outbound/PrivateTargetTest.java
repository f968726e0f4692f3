package org.communique.push.outbound;

import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.communique.push.webhook.Subscriber;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.communique.support.Waiting;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The guard against private addresses, as it is where nobody has switched it off. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false, settings = "communique.push.allow-private-targets=false")
class PrivateTargetTest {
    @Test
    void private_addresses_are_refused_when_they_are_given() {
        Subscriber subscriber = new Subscriber();
        for (String host : List.of(
                "127.0.0.1",
                "10.1.2.3",
                "192.168.0.1",
                "169.254.169.254",
                "[::1]",
                "[fd00::1]",
                "[::ffff:10.0.0.1]",
                "2130706433",
                "127.1",
                "localhost",
                "x.localhost",
                "0.0.0.0")) {
            subscriber
                    .desk
                    .json()
                    .body("{\"url\":\"http://" + host + "/hook\"}")
                    .post(Subscriber.PATH)
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/url"))
                    .body("errors.code", contains("not-a-target"));
        }
    }

    @Test
    void a_name_that_leads_inside_is_not_called() {
        Subscriber subscriber = new Subscriber();
        // The machine's own name, which resolves to an address of its own.
        String id = subscriber.create("http://ip6-localhost:9/", "", "").getString("id");
        Waiting.untilTrue(
                () -> subscriber.deliveries(id, "").toString().contains("attempts=[{"),
                () -> subscriber.deliveries(id, "").toString());
        String attempts = subscriber.deliveries(id, "").get(0).get("attempts").toString();
        Assertions.assertTrue(attempts.contains("is not public") || attempts.contains("cannot be resolved"), attempts);
        Assertions.assertEquals("pending", subscriber.read(id).path("status"));
    }
}
