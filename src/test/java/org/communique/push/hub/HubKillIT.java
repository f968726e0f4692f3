package org.communique.push.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.communique.support.Desk;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.communique.support.Waiting;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged service while it tells a subscriber of what is published, again and again, on one store. */
@Tag("full")
class HubKillIT {
    private static final int KILLS = Integer.getInteger("test.kills", 2);
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(60);

    @TempDir
    Path data;

    @Test
    void no_change_is_lost_and_the_order_holds() throws Exception {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("%d kills; the seed is %d", KILLS, seed);
        Random random = new Random(seed);
        Map<String, String> settings = Map.of(
                "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY,
                "COMMUNIQUE_BASE_URL", "https://press.example.org",
                "COMMUNIQUE_PUSH_ALLOW_PRIVATE_TARGETS", "true",
                "COMMUNIQUE_PUSH_RETRY_SCHEDULE", "0s,100ms,100ms,100ms,1s,1s,1s,1s",
                "COMMUNIQUE_SAMPLE", "false");
        List<Integer> heard = new ArrayList<>();
        try (HubSubscriber subscriber = new HubSubscriber()) {
            subscriber.delayMillis = 20;
            try (Service service = Service.start(data, settings)) {
                subscriber
                        .ask("subscribe", HubSubscriber.LIST, Map.of("hub.secret", "kept over kills"))
                        .statusCode(202);
                subscriber.nextQuestion();
                Waiting.untilTrue(
                        () -> RestAssured.get("/q/metrics").asString().contains("communique_hub_subscriptions 1.0"),
                        () -> "the answer is not written down");
                service.kill();
            }
            int acknowledged = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                try (Service service = Service.start(data, settings)) {
                    acknowledged += publishUntilKilled(service, random.nextInt(1_500));
                }
            }
            try (Service service = Service.start(data, settings)) {
                int last = Integer.parseInt(
                        RestAssured.get("/v1/press-releases?limit=1").header("Communique-Sequence"));
                assertTrue(acknowledged >= KILLS, "something is published before each kill");
                assertTrue(last >= acknowledged, last + " changes for " + acknowledged + " acknowledged");
                long end = System.currentTimeMillis() + PATIENCE;
                while (!heard.contains(last) && System.currentTimeMillis() < end) {
                    HubSubscriber.Told told = subscriber.next();
                    assertEquals(HubSignature.of("kept over kills", told.body()), told.signature());
                    heard.addAll(told.json().getList("data.sequence", Integer.class));
                }
                assertEquals(
                        IntStream.rangeClosed(1, last).boxed().toList(),
                        heard.stream().distinct().toList(),
                        "each change was told, and first in its order");
            }
        }
    }

    /** Counts what is acknowledged; the kill comes once something is, whatever the machine takes for that. */
    private static int publishUntilKilled(Service service, int after) throws Exception {
        CountDownLatch publishing = new CountDownLatch(1);
        Thread killer = new Thread(() -> {
            try {
                assertTrue(publishing.await(PATIENCE, TimeUnit.MILLISECONDS), "something is published before the kill");
                Thread.sleep(after);
                service.kill();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        Desk desk = Desk.chief();
        int acknowledged = 0;
        try {
            while (killer.isAlive()) {
                String id = Desk.newId();
                desk.json().body(Desk.content("Told " + id, "")).put("/v1/drafts/" + id);
                Response published = desk.json().body("{}").post("/v1/drafts/" + id + "/publish");
                assertEquals(200, published.statusCode());
                acknowledged++;
                publishing.countDown();
            }
        } catch (Exception connectionLost) {
            // The kill came in between.
        }
        killer.join();
        return acknowledged;
    }
}
