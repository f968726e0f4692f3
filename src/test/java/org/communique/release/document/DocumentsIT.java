package org.communique.release.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.communique.support.Desk;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the file of documents, what is answered from it is what the store has. */
@Tag("full")
class DocumentsIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY",
            TestStore.KEY,
            "COMMUNIQUE_CACHE_SIZE",
            "0",
            "COMMUNIQUE_SAMPLE",
            "false");
    private static final int KILLS = 4;
    private static final int WRITES = 25;
    private static final String MADE = "Built the documents of";

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<String> live = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    @Test
    void kills_and_damage_leave_documents_that_are_right_or_rebuilt() throws Exception {
        Logger.getLogger(getClass()).infof("The seed is %d", seed);
        for (int kill = 0; kill < KILLS; kill++) {
            try (Service service = Service.start(folder, SETTINGS)) {
                check();
                assertEquals(kill == 0, service.log().contains(MADE), service.log());
                for (int i = 0; i < WRITES; i++) {
                    write();
                }
                Thread.sleep(random.nextInt(1_500));
                service.kill();
            }
        }
        Path file = folder.resolve("data/documents");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2 + random.nextInt(bytes.length / 4)] ^= 0x55;
        Files.write(file, bytes);
        expectRight(false);
        Files.write(file, new byte[5_000]);
        expectRight(true);
        Files.delete(file);
        expectRight(true);
        byte[] foreign = Files.readAllBytes(file);
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.createDirectory(second.resolve("data"));
        Files.write(second.resolve("data/documents"), foreign);
        try (Service service = Service.start(second, SETTINGS)) {
            for (String id : live) {
                given().get("/v1/press-releases/" + id).then().statusCode(404);
            }
            given().get("/v1/press-releases").then().statusCode(200).body("meta.total", is(0));
            awaitNode();
            assertTrue(service.log().contains(MADE + " 0 "), service.log());
        }
    }

    private void expectRight(boolean made) throws Exception {
        try (Service service = Service.start(folder, SETTINGS)) {
            check();
            assertTrue(!made || service.log().contains(MADE), service.log());
            write();
            check();
        }
    }

    /** Each release from the documents is as the store says that it is now. */
    private void check() throws InterruptedException {
        if (!live.isEmpty()) {
            awaitNode();
        }
        String now = Instant.now().plus(Duration.ofMinutes(1)).toString();
        for (String id : live) {
            String shown = given().get("/v1/press-releases/" + id)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            String stored = given().queryParam("asOf", now)
                    .get("/v1/press-releases/" + id)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertEquals(stored, shown);
        }
        for (String id : gone) {
            given().get("/v1/press-releases/" + id)
                    .then()
                    .statusCode(410)
                    .body("reason", is("Wrong"))
                    .body("revision", greaterThan(0))
                    .body("retractedAt", notNullValue())
                    .body("replacedBy", nullValue());
        }
        given().get("/v1/press-releases").then().statusCode(200).body("meta.total", is(live.size()));
    }

    /** Until reads are answered by the node. */
    private static void awaitNode() throws InterruptedException {
        double before = fromNode();
        for (int i = 0; i < 400 && fromNode() == before; i++) {
            Thread.sleep(25);
            given().get("/v1/press-releases?limit=1").then().statusCode(200);
        }
        assertTrue(fromNode() > before, "no read was answered by the node");
    }

    private static double fromNode() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("communique_reads_total{source=\"node\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void write() {
        Desk desk = Desk.chief();
        if (live.size() < 5 || random.nextInt(3) == 0) {
            String id = desk.draft(Desk.content("Release " + random.nextInt(1_000), ""));
            desk.verb(id, "publish", "{}").statusCode(200);
            live.add(id);
            return;
        }
        String id = live.get(random.nextInt(live.size()));
        if (random.nextInt(4) == 0) {
            desk.verb(id, "retract", "{\"reason\":\"Wrong\"}").statusCode(200);
            live.remove(id);
            gone.add(id);
        } else {
            desk.patch(id, "{\"texts\":{\"en\":{\"title\":\"Again " + random.nextInt(1_000) + "\"}}}")
                    .statusCode(anyOf(is(200), is(201)));
            desk.verb(id, "publish", "{}").statusCode(200);
        }
    }
}
