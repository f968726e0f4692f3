package org.communique.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.communique.support.Desk;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged service while it tells a subscriber of what is published, again and again, on one store. */
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
                subscriber.subscribe(HubSubscriber.LIST, Map.of("hub.secret", "kept over kills"));
                service.kill();
            }
            for (int kill = 0; kill < KILLS; kill++) {
                try (Service service = Service.start(data, settings)) {
                    publishUntilKilled(service, random.nextInt(1_500));
                }
            }
            try (Service service = Service.start(data, settings)) {
                int last = Integer.parseInt(
                        RestAssured.get("/v1/press-releases?limit=1").header("Communique-Sequence"));
                assertTrue(last > 0, "something was published");
                long end = System.currentTimeMillis() + PATIENCE;
                while (!heard.contains(last) && System.currentTimeMillis() < end) {
                    HubSubscriber.Told told = subscriber.next();
                    assertEquals(HubSignature.of("kept over kills", told.body()), told.signature());
                    heard.addAll(told.json().getList("data.sequence", Integer.class));
                }
                assertEquals(
                        java.util.stream.IntStream.rangeClosed(1, last).boxed().toList(),
                        heard.stream().distinct().toList(),
                        "each change was told, and first in its order");
            }
        }
    }

    private static void publishUntilKilled(Service service, int after) throws Exception {
        Thread killer = new Thread(() -> {
            try {
                Thread.sleep(500 + after);
                service.kill();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        Desk desk = Desk.chief();
        try {
            while (killer.isAlive()) {
                String id = Desk.newId();
                desk.json().body(Desk.content("Told " + id, "")).put("/v1/drafts/" + id);
                Response published = desk.json().body("{}").post("/v1/drafts/" + id + "/publish");
                assertEquals(200, published.statusCode());
            }
        } catch (Exception connectionLost) {
            // The kill came in between.
        }
        killer.join();
    }
}
