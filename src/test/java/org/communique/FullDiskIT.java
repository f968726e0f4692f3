package org.communique;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.communique.support.Desk;
import org.communique.support.Index;
import org.communique.support.Service;
import org.communique.support.SmallDisk;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service whose disk is full, or whose files may not grow: what can be read is, nothing is lost. */
@Tag("full")
class FullDiskIT {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final Map<String, String> SETTINGS = Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY);
    private static final String WRITES = "checks.find { it.name == 'writes' }.data.reason";

    @TempDir
    Path folder;

    private final Desk desk = new Desk(TestStore.KEY);
    private final Set<String> acknowledged = new TreeSet<>();
    private SmallDisk disk;

    @AfterEach
    void unmount() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void the_disk_of_the_embedded_store_is_full() throws Exception {
        disk = SmallDisk.at(folder.resolve("data"), 64);
        try (Service service = Service.start(folder, SETTINGS)) {
            publish(5);
            Index.await();
            disk.fill();
            expectRefusing("the disk is full", disk::fill);
            disk.free();
            expectRecovered(service);
        }
    }

    @Test
    void the_file_of_the_embedded_store_may_not_grow() throws Exception {
        try (Service service = Service.start(folder, SETTINGS)) {
            publish(5);
            Index.await();
            service.limitFiles(Files.size(folder.resolve("data/communique.mv.db")));
            publishUntilRefused();
            expectRefusing("a file has reached the maximum size", () -> {});
            service.limitFiles(Long.MAX_VALUE);
            expectRecovered(service);
        }
    }

    @Test
    void the_disk_of_the_index_alone_is_full() throws Exception {
        disk = SmallDisk.at(folder.resolve("data/search"), 8);
        try (Service service = Service.start(folder, SETTINGS)) {
            publish(5);
            Index.await();
            disk.fill();
            publish(20);
            until(() -> Index.status().path("standstill") != null);
            disk.fill();
            Index.status()
                    .then()
                    .body("standstill.reason", equalTo("the disk is full"))
                    .body("standstill.behind", greaterThan(0))
                    .body("sequence", greaterThan(0));
            given().get("/q/health/ready").then().statusCode(200);
            given().get("/q/health/well").then().statusCode(503);
            // What was written since the last commit is written again once there is room.
            assertTrue(acknowledged.containsAll(found()), "searches go on with what is there");
            assertTrue(stalled("index") > 0);
            disk.free();
            expectRecovered(service);
            assertEquals(1, count(service, "The follower index has stalled"), service.log());
        }
    }

    private static double stalled(String follower) {
        String series = "communique_follower_stalled_seconds{follower=\"" + follower + "\"";
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private interface Step {
        void run() throws IOException;
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            assertTrue(published(), "it is taken");
        }
    }

    /** Whether one more was published; it is refused as it should be otherwise. */
    private boolean published() {
        Response drafted = post("/v1/drafts", Desk.content("Diskstone " + acknowledged.size(), ""));
        if (drafted.statusCode() != 201) {
            return false;
        }
        String id = drafted.path("id");
        if (post("/v1/drafts/" + id + "/publish", "{}").statusCode() != 200) {
            return false;
        }
        acknowledged.add(id);
        return true;
    }

    private Response post(String path, String body) {
        Response answer = desk.json()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
        if (answer.statusCode() >= 300) {
            assertEquals(503, answer.statusCode(), answer.asString());
            assertNotNull(answer.header("Retry-After"));
            assertTrue(answer.contentType().startsWith("application/problem+json"), answer.contentType());
        }
        return answer;
    }

    private void publishUntilRefused() {
        until(() -> !published());
    }

    /** For some seconds, in which whoever reads is answered. */
    private void expectRefusing(String reason, Step again) throws Exception {
        until(() -> {
            published();
            return given().get("/q/health/ready").statusCode() == 503;
        });
        given().get("/q/health/ready").then().body(WRITES, equalTo(reason));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        int refused = 0;
        while (System.nanoTime() < end) {
            again.run();
            refused += published() ? 0 : 1;
            given().get("/v1/press-releases?limit=" + (1 + refused % 90)).then().statusCode(200);
            given().get("/v1/changes?limit=" + (1 + refused % 90)).then().statusCode(200);
            String any = acknowledged.iterator().next();
            given().get("/v1/press-releases/" + any + "?fields=title").then().statusCode(200);
            desk.keyed().get("/v1/drafts/" + any).then().statusCode(200);
            given().get("/v1/press-releases?q=diskstone&limit=" + (1 + refused % 90))
                    .then()
                    .statusCode(200);
            given().get("/q/health/group/reads").then().statusCode(200);
        }
        assertTrue(refused > 5, refused + " were refused");
    }

    private void expectRecovered(Service service) throws IOException {
        until(service::isReady);
        publish(3);
        Index.await();
        assertTrue(found().containsAll(acknowledged), "all that was acknowledged is found");
        Set<String> listed = ids("/v1/press-releases?limit=100&from=2032-03-04");
        assertEquals(listed, found(), "the index and the lists say the same");
        assertTrue(listed.containsAll(acknowledged));
        until(() -> given().get("/q/health/well").statusCode() == 200);
        assertTrue(count(service, "The store accepts no writes: ") <= 2, service.log());
        assertEquals(0, count(service, " ERROR "), service.log());
    }

    private static long count(Service service, String words) throws IOException {
        return service.log().lines().filter(line -> line.contains(words)).count();
    }

    private static Set<String> found() {
        return ids("/v1/press-releases?limit=100&q=diskstone");
    }

    private static Set<String> ids(String path) {
        return new TreeSet<>(
                given().get(path).then().statusCode(200).extract().jsonPath().<String>getList("data.id"));
    }

    private static void until(BooleanSupplier wanted) {
        long end = System.nanoTime() + PATIENCE;
        while (!wanted.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> given().get("/q/health").asString());
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}
