package org.communique.contract;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.Metrics;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What those see who watch the service. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class OperationsTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:communique|http_server|agroal|jvm|process)_[a-z_]+\\b");

    private final Desk desk = Desk.chief();

    @Test
    void health_tells_of_each_dependency() {
        Index.await();
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/started").then().statusCode(200).body("checks.name", hasItem("sequence"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItems("sequence", "lists", "database"))
                .body("checks.find { it.name == 'lists' }.data.unread", notNullValue());
        given().get("/q/health/well").then().statusCode(200).body("checks.name", hasItem("search"));
    }

    @Test
    void what_is_published_is_timed_and_what_is_asked_again_is_counted_as_a_hit() throws InterruptedException {
        double seen = value("communique_visible_seconds_count");
        double turns = value("communique_sequence_turn_seconds_count");
        String id = desk.draft(Desk.content("Timed", ""));
        desk.verb(id, "publish", "{}").statusCode(200);
        for (int i = 0; i < 100 && value("communique_visible_seconds_count") == seen; i++) {
            Thread.sleep(20);
        }
        assertTrue(value("communique_visible_seconds_count") > seen);
        assertEquals(turns + 1, value("communique_sequence_turn_seconds_count"));
        assertTrue(value("communique_sequence_turn_seconds_max") > 0);
        double hits = value("communique_cache_requests_total{result=\"hit\"}");
        double before = value("communique_cache_requests_total{result=\"stored\"}");
        for (int i = 0; i < 3; i++) {
            given().get("/v1/press-releases/" + id).then().statusCode(200);
        }
        assertEquals(before + 1, value("communique_cache_requests_total{result=\"stored\"}"));
        assertEquals(hits + 2, value("communique_cache_requests_total{result=\"hit\"}"));
        assertTrue(Metrics.text().contains("http_server_requests_seconds_bucket{"), "request histograms");
    }

    @Test
    void a_scheduled_release_is_timed_only_once_it_is_live() throws InterruptedException {
        double before = value("communique_schedule_lateness_seconds_count");
        String id = desk.draft(Desk.content("Scheduled and timed", ""));
        desk.verb(id, "schedule", "{\"publishAt\":\"2099-01-01T00:00:00Z\",\"embargoed\":true}")
                .statusCode(200);
        Thread.sleep(500);
        assertEquals(before, value("communique_schedule_lateness_seconds_count"));
    }

    private static double value(String series) {
        return Metrics.text()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void every_series_of_the_dashboard_and_the_alerts_is_there() throws IOException {
        given().get("/v1/press-releases").then().statusCode(200);
        Set<String> served = Metrics.text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
        for (String file : new String[] {"dashboard.json", "alerts.yaml"}) {
            Set<String> used = new TreeSet<>();
            Matcher names = NAME.matcher(Files.readString(Path.of("src/main/ops", file)));
            while (names.find()) {
                used.add(names.group());
            }
            assertTrue(used.size() >= 5, file + " uses " + used);
            used.removeAll(served);
            assertEquals(Set.of(), used, file + " uses what is not served");
        }
    }
}
