package org.communique.push;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communique.push.hub.HubSubscriber;
import org.communique.push.webhook.Impatient;
import org.communique.push.webhook.Partner;
import org.communique.push.webhook.Subscriber;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.LogLines;
import org.communique.support.Metrics;
import org.communique.support.TestStore;
import org.communique.support.Waiting;
import org.junit.jupiter.api.Test;

/** Whatever fails under it, each follower ends up equal to the store, by itself, and says meanwhile that it is behind. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = {Impatient.TIMEOUT, Impatient.RETRIES})
class FollowerFaultTest {
    private static final int RELEASES = 15;
    private static final String LIST = "/v1/press-releases?limit=100&fields=id&country=";

    @Inject
    AgroalDataSource store;

    private final Desk desk = Desk.chief();

    @Test
    void followers_are_equal_to_a_store_that_failed_under_them_again_and_again() throws Exception {
        Subscriber partners = new Subscriber();
        AtomicBoolean done = new AtomicBoolean();
        Set<String> published = new TreeSet<>();
        try (Partner partner = new Partner();
                HubSubscriber hub = new HubSubscriber();
                LogLines log = LogLines.listen()) {
            String webhook = partners.webhook(partner, "country=MC", "");
            hub.subscribe(HubSubscriber.LIST + "?country=MC", Map.of());
            Thread breaker = new Thread(() -> {
                while (!done.get()) {
                    breakStore();
                    Waiting.pause(150);
                }
            });
            breaker.start();
            try {
                for (int i = 0; i < RELEASES; i++) {
                    published.add(published("Faultstone " + i, "MC"));
                }
            } finally {
                done.set(true);
                breaker.join();
            }
            expectEverywhere(published, "faultstone", "MC");
            partners.awaitAllDelivered(webhook);
            Set<String> told = new TreeSet<>();
            partner.events().forEach(event -> told.add(event.subject()));
            assertEquals(published, told, "the webhook");
            hub.settle();
            Set<String> heard = new TreeSet<>();
            while (!heard.containsAll(published)) {
                heard.addAll(hub.next().json().getList("data.subject.id"));
            }
            assertEquals(published, heard, "the hub");
            assertTrue(log.lines().stream().noneMatch(line -> line.contains("internal error")), "the store is blamed");
        }
        expectWell();
    }

    /** On H2 as after a write that failed: the store closes itself. On PostgreSQL as a restart of the server does. */
    private void breakStore() {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    TestStore.isPostgresql()
                            ? "select pg_terminate_backend(pid) from pg_stat_activity"
                                    + " where pid <> pg_backend_pid() and datname = current_database()"
                            : "shutdown immediately");
        } catch (SQLException broken) {
            // This one was broken too.
        }
    }

    private String published(String title, String country) {
        String id = post("/v1/drafts", Desk.content(title, ",\"countries\":[\"" + country + "\"]"))
                .path("id");
        post("/v1/drafts/" + id + "/publish", "{}");
        return id;
    }

    private Response post(String path, String body) {
        String key = UUID.randomUUID().toString();
        return Waiting.until(
                () -> {
                    Response answer = desk.json()
                            .header("Idempotency-Key", key)
                            .body(body)
                            .post(path);
                    if (answer.statusCode() == 503) {
                        assertNotNull(answer.header("Retry-After"));
                        return java.util.Optional.empty();
                    }
                    assertTrue(answer.statusCode() < 300, answer.statusCode() + " " + answer.asString());
                    return java.util.Optional.of(answer);
                },
                () -> path);
    }

    /** In the store, in the lists in memory, in the index, in the feed of changes. */
    private static void expectEverywhere(Set<String> published, String word, String country) {
        Waiting.untilTrue(() -> given().get(LIST + country).statusCode() == 200, () -> "lists do not come back");
        Index.await();
        assertEquals(published, ids(LIST + country, "data.id"), "the lists");
        assertEquals(published, ids(LIST + country + "&q=" + word, "data.id"), "the index");
        assertEquals(
                published,
                ids(
                        "/v1/changes?limit=1000&country=" + country,
                        "data.findAll { it.type == 'press-release.published' }.subject.id"),
                "the feed of changes");
        assertEquals(
                published.size(),
                given().get("/v1/press-releases/digest?country=" + country)
                        .jsonPath()
                        .getInt("count"),
                "the digest");
        assertEquals(
                published.size(),
                given().get("/v1/press-releases?limit=1&facets=country&country=" + country)
                        .jsonPath()
                        .getInt("facets.country.find { it.code == '" + country + "' }.count"),
                "the facets");
    }

    private static Set<String> ids(String path, String members) {
        JsonPath page = given().get(path).then().statusCode(200).extract().jsonPath();
        return new TreeSet<>(page.getList(members));
    }

    private static void expectWell() {
        Waiting.untilTrue(
                () -> given().get("/q/health/well").statusCode() == 200,
                () -> given().get("/q/health/well").asString());
        given().get("/q/health/ready").then().statusCode(200);
        for (String follower : List.of("changes", "deliveries", "fan-out", "hub", "index", "lists", "publisher")) {
            assertEquals(0.0, stalled(follower), follower);
        }
    }

    private static double stalled(String follower) {
        String series = "communique_follower_stalled_seconds{follower=\"" + follower + "\"";
        return Metrics.read().entrySet().stream()
                .filter(one -> one.getKey().startsWith(series))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_index_whose_disk_fails_stands_still_says_so_and_catches_up() throws Exception {
        Index.await();
        Set<String> published = new TreeSet<>();
        published.add(published("Disklore before", "LI"));
        Index.await();
        Path search = Path.of(System.getProperty("communique.data-directory"), "search");
        Path away = search.resolveSibling("search-away");
        try (LogLines log = LogLines.listen()) {
            // Whoever writes there gets a real error of the file system; root too.
            Files.move(search, away);
            Files.createFile(search);
            try {
                for (int i = 0; i < 3; i++) {
                    published.add(published("Disklore during " + i, "LI"));
                }
                Waiting.untilTrue(
                        () -> Index.status().path("standstill") != null,
                        () -> Index.status().asString());
                published.add(published("Disklore during 3", "LI"));
                Index.status()
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("building"))
                        .body("standstill.reason", equalTo("the disk cannot be read or written"))
                        .body("standstill.behind", org.hamcrest.Matchers.greaterThan(1));
                given().get("/q/health/well")
                        .then()
                        .statusCode(503)
                        .body("checks.find { it.name == 'search' }.data.reason", containsString("disk"))
                        .body("checks.find { it.name == 'followers' }.data.index", containsString("stalled"));
                assertTrue(stalled("index") > 0);
                assertTrue(Metrics.read().get("communique_index_lag") > 0);
                given().get("/q/health/ready").then().statusCode(200);
                given().get("/v1/press-releases?q=disklore").then().statusCode(anyOf(equalTo(200), equalTo(503)));
                assertEquals(published, ids(LIST + "LI", "data.id"), "lists go on");
            } finally {
                putBack(away, search);
            }
            expectEverywhere(published, "disklore", "LI");
            long told = log.lines().stream()
                    .filter(line -> line.contains("The follower index has stalled"))
                    .count();
            assertEquals(1, told, log.lines().toString());
        }
        expectWell();
    }

    private static void putBack(Path away, Path search) throws IOException {
        Files.delete(search);
        Files.move(away, search);
    }
}
