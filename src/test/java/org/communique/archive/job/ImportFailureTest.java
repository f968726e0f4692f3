package org.communique.archive.job;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.communique.support.Archives.importing;
import static org.communique.support.Archives.importingWith;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A line at which the service fails is reported like any other faulty line. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class ImportFailureTest {
    @Inject
    AgroalDataSource store;

    private static String release(UUID id, String title, String more) {
        return "{\"record\":\"press-release\",\"id\":\"" + id
                + "\",\"originalLanguage\":\"en\",\"date\":\"2030-01-02\",\"texts\":{\"en\":{\"title\":\"" + title
                + "\",\"body\":{\"text\":\"Body of " + title + "\"}}}" + more + "}";
    }

    private static int revision(UUID id) {
        return given().get(path(id.toString())).jsonPath().getInt("revision");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The database refuses what the service has found sound. */
    private void refusing(Runnable test) throws SQLException {
        execute("alter table press_release add constraint refused check (revision <> 777)");
        try {
            test.run();
        } finally {
            execute("alter table press_release drop constraint refused");
        }
    }

    private static List<String> goodAndBad(List<UUID> good) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            good.add(UUID.randomUUID());
            lines.add(release(good.get(i), "Good " + i, ""));
            if (i % 10 == 3) {
                String bad = ",\"revision\":777,\"fieldsOfWork\":[\"of-a-failure\"]";
                lines.add(release(UUID.randomUUID(), "Refused", bad));
            }
        }
        return lines;
    }

    @Test
    void it_is_named_by_its_number_and_what_is_around_it_is_imported() throws SQLException {
        List<UUID> good = new ArrayList<>();
        List<String> lines = goodAndBad(good);
        long before = Long.parseLong(when().get("/v1").header("Communique-Sequence"));
        refusing(() -> {
            JsonPath job = importingWith("unknownTerms=create", lines.toArray(String[]::new));
            assertEquals("completed", job.getString("status"));
            assertEquals(33, job.getInt("lines"));
            assertEquals(30, job.getInt("created"));
            assertEquals(3, job.getInt("faultCount"));
            assertEquals(List.of(5, 16, 27), job.getList("faults.line"));
            assertEquals(
                    List.of("not-importable"),
                    job.getList("faults.code").stream().distinct().toList());
        });
        good.forEach(id -> assertEquals(1, revision(id)));
        when().get("/v1/fields-of-work/of-a-failure").then().statusCode(404);
        when().get("/v1").then().header("Communique-Sequence", equalTo(Long.toString(before + 30)));
    }

    @Test
    void a_dry_run_finds_it_too() throws SQLException {
        List<String> lines = goodAndBad(new ArrayList<>());
        refusing(() -> {
            JsonPath job = importingWith("unknownTerms=create&dryRun=true", lines.toArray(String[]::new));
            assertEquals(30, job.getInt("created"));
            assertEquals(List.of(5, 16, 27), job.getList("faults.line"));
        });
    }

    @Test
    void a_release_that_is_refused_after_its_terms_were_made_leaves_none() {
        UUID id = UUID.randomUUID();
        importing(release(id, "Fixed", ",\"publishedAt\":\"2030-01-02T10:00:00Z\""));
        JsonPath job = importingWith(
                "unknownTerms=create",
                release(id, "Fixed", ",\"publishedAt\":\"2030-01-02T11:00:00Z\",\"meetings\":[\"left-behind\"]"),
                release(UUID.randomUUID(), "Next", ""));
        assertEquals(List.of("published-at-moves"), job.getList("faults.code"));
        assertEquals(1, job.getInt("created"));
        when().get("/v1/meeting-series/left-behind").then().statusCode(404);
    }

    @Test
    void a_revision_leaves_room_for_those_that_follow() {
        UUID id = UUID.randomUUID();
        JsonPath job = importing(
                release(id, "One", ",\"revision\":1"),
                release(id, "Two", ",\"revision\":2147483647"),
                release(id, "Three", ",\"revision\":1"),
                release(id, "Four", ",\"revision\":5"),
                release(UUID.randomUUID(), "Other", ",\"revision\":1000000001"));
        assertEquals(List.of("not-in-range", "not-in-range"), job.getList("faults.code"));
        assertEquals(List.of("/revision", "/revision"), job.getList("faults.pointer"));
        assertEquals(List.of(2, 5), job.getList("faults.line"));
        assertEquals(5, revision(id));
        UUID highest = UUID.randomUUID();
        importing(release(highest, "Highest", ",\"revision\":1000000000"));
        Desk desk = Desk.chief();
        desk.patch(highest.toString(), "{\"place\":\"Vienna\"}").statusCode(201);
        desk.verb(highest.toString(), "publish", "{}").statusCode(200);
        assertEquals(1_000_000_001, revision(highest));
        desk.verb(highest.toString(), "withdraw", "{\"reason\":\"Test\"}").statusCode(200);
        importing(release(highest, "Highest", ",\"status\":\"retracted\",\"retraction\":{\"reason\":\"Test\"}"));
        when().get(path(highest.toString())).then().statusCode(410).body("revision", equalTo(1_000_000_003));
    }

    @Test
    void values_at_their_limits_are_taken_or_faults() {
        UUID id = UUID.randomUUID();
        String attachment = ",\"attachments\":[{\"href\":\"https://example.org/a\",\"size\":NUMBER}]";
        JsonPath job = importing(
                release(id, "Sizes", attachment.replace("NUMBER", "9007199254740991")),
                release(id, "Sizes", attachment.replace("NUMBER", "9007199254740992")),
                release(id, "Sizes", attachment.replace("NUMBER", "-1")),
                release(id, "Sizes", attachment.replace("NUMBER", "1e400")),
                release(id, "Days", "").replace("2030-01-02", "0000-12-31"),
                release(id, "Instants", ",\"updatedAt\":\"9999-12-31T23:59:59-01:00\""),
                release(id, "Instants", ",\"updatedAt\":\"0001-01-01T00:00:00+01:00\""),
                release(
                        id,
                        "Instants",
                        ",\"updatedAt\":\"9999-12-31T23:59:59.999Z\",\"revisedAt\":\"0001-01-01T00:00:00Z\""),
                release(new UUID(0, 0), "Nil", ""),
                "{\"record\":\"country\",\"code\":\"CH\",\"chairpersonships\":[" + "-2147483648,".repeat(99) + "1]}");
        assertEquals(
                List.of(
                        "not-in-range",
                        "not-in-range",
                        "wrong-type",
                        "malformed",
                        "malformed",
                        "malformed",
                        "malformed"),
                job.getList("faults.findAll { it.line < 10 }.code"));
        assertEquals(99, job.getList("faults.findAll { it.line == 10 }").size());
        assertEquals(2, job.getInt("created") + job.getInt("changed"));
    }

    @Test
    void ids_and_slugs_that_come_twice_in_a_record_are_kept_once_or_are_faults() {
        UUID id = UUID.randomUUID();
        String twice = "{\"system\":\"twice\",\"id\":\"" + id + "\"}";
        String record = release(id, "Twice", ",\"externalIds\":[" + twice + "," + twice + "]");
        JsonPath job = importing(record, record);
        assertEquals(1, job.getInt("created"));
        assertEquals(1, job.getInt("unchanged"));
        when().get(path(id.toString())).then().body("externalIds.size()", equalTo(1));
        String french = "\"fr\":{\"title\":\"Autre\",\"body\":{\"text\":\"Corps\"},\"formerSlugs\":[\"shared-slug\"]}";
        JsonPath shared = importing(
                release(UUID.randomUUID(), "Shared slug", "").replace("\"texts\":{", "\"texts\":{" + french + ","));
        assertEquals(List.of("slug-taken"), shared.getList("faults.code"));
    }

    @Test
    void a_tree_of_units_has_fifty_levels_at_most() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            lines.add("{\"record\":\"organizational-unit\",\"code\":\"deep-" + i + "\",\"parent\":"
                    + (i == 0 ? null : "\"deep-" + (i - 1) + "\"") + ",\"names\":{\"en\":\"Deep " + i + "\"}}");
        }
        lines.add("{\"record\":\"organizational-unit\",\"code\":\"deep-top\",\"names\":{\"en\":\"Top\"}}");
        lines.add("{\"record\":\"organizational-unit\",\"code\":\"deep-0\",\"parent\":\"deep-top\"}");
        lines.add("{\"record\":\"organizational-unit\",\"code\":\"deep-0\",\"parent\":\"deep-49\"}");
        JsonPath job = importing(lines.toArray(String[]::new));
        assertEquals(List.of(51, 53, 54), job.getList("faults.line"));
        assertEquals(List.of("too-deep", "too-deep", "cycle"), job.getList("faults.code"));
        when().get("/v1/organizational-units?view=tree").then().statusCode(200);
    }

    @Test
    void a_line_of_a_million_values_is_one_fault() {
        UUID id = UUID.randomUUID();
        JsonPath job = importing(
                "{\"record\":\"press-release\",\"related\":[" + "{},".repeat(1_000_000) + "{}]}",
                "{\"record\":\"press-release\",\"related\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
                release(id, "After them", ""));
        assertEquals(List.of("too-large", "too-large"), job.getList("faults.code"));
        assertEquals(1, revision(id));
    }
}
