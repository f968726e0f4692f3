package org.communique.archive.importer;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.communique.support.Archives.importing;
import static org.communique.support.Archives.importingWith;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class ImportOptionsTest {
    private static String release(UUID id, String title, String more) {
        return "{\"record\":\"press-release\",\"id\":\"" + id
                + "\",\"originalLanguage\":\"en\",\"date\":\"2030-01-02\",\"texts\":{\"en\":{\"title\":\"" + title
                + "\",\"body\":{\"text\":\"Body of " + title + "\"}}}" + more + "}";
    }

    private static String sequence() {
        return when().get("/v1").header("Communique-Sequence");
    }

    @Nested
    class A_dry_run {
        @Test
        void counts_what_an_import_would_do_and_writes_nothing() {
            UUID there = UUID.randomUUID();
            UUID missing = UUID.randomUUID();
            importing(release(there, "Dry and there", ""));
            String before = sequence();
            JsonPath job = importingWith(
                    "dryRun=true",
                    release(there, "Dry and there", ""),
                    release(there, "Dry and other", ""),
                    release(missing, "Dry and missing", ""),
                    release(UUID.randomUUID(), "No day", "").replace("2030-01-02", "2030-02-30"));
            assertEquals("completed", job.getString("status"));
            assertEquals(true, job.getBoolean("dryRun"));
            assertEquals(1, job.getInt("unchanged"));
            assertEquals(1, job.getInt("changed"));
            assertEquals(1, job.getInt("created"));
            assertEquals(
                    List.of(4), job.getList("faults.line").stream().distinct().toList());
            assertEquals(before, sequence());
            when().get(path(missing.toString())).then().statusCode(404);
            when().get(path(there.toString())).then().body("title", equalTo("Dry and there"));
        }

        @Test
        void knows_the_terms_of_all_earlier_lines() {
            List<String> lines = new ArrayList<>();
            lines.add("{\"record\":\"field-of-work\",\"code\":\"dry-field\",\"names\":{\"en\":\"Dry\"}}");
            // More than a transaction takes.
            for (int i = 0; i < 450; i++) {
                lines.add(release(UUID.randomUUID(), "Dry " + i, ",\"fieldsOfWork\":[\"dry-field\"]"));
            }
            lines.add("{\"record\":\"field-of-work\",\"code\":\"dry-field\",\"names\":{\"en\":\"Dry\"}}");
            JsonPath job = importingWith("dryRun=true", lines.toArray(String[]::new));
            assertEquals(List.of(), job.getList("faults"));
            assertEquals(451, job.getInt("created"));
            assertEquals(1, job.getInt("unchanged"));
            when().get("/v1/fields-of-work/dry-field").then().statusCode(404);
        }
    }

    @Nested
    class Unknown_terms {
        private static final String CODES =
                ",\"fieldsOfWork\":[\"made-up-field\"],\"sources\":[\"made-up-unit\"],\"countries\":[\"NZ\"]";

        @Test
        void are_faults_unless_they_are_to_be_created() {
            JsonPath job = importing(release(UUID.randomUUID(), "Rejected", CODES.replace("made-up", "never-made")));
            assertEquals(0, job.getInt("created"));
            assertEquals("reject", job.getString("unknownTerms"));
            assertEquals(
                    List.of("unknown-code"),
                    job.getList("faults.code").stream().distinct().toList());
        }

        @Test
        void are_created_with_a_name_made_from_the_code() {
            UUID id = UUID.randomUUID();
            JsonPath job = importingWith(
                    "unknownTerms=create", release(id, "Creating", CODES), release(UUID.randomUUID(), "Two", CODES));
            assertEquals(List.of(), job.getList("faults"));
            assertEquals(2, job.getInt("created"));
            when().get(path(id.toString()))
                    .then()
                    .body("fieldsOfWork.code", contains("made-up-field"))
                    .body("fieldsOfWork.name", contains("Made up field"))
                    .body("countries.name", contains("New Zealand"));
            when().get("/v1/organizational-units/made-up-unit")
                    .then()
                    .body("type", equalTo("group"))
                    .body("parent", nullValue())
                    .body("name", equalTo("Made up unit"));
        }

        @Test
        void that_their_vocabulary_does_not_allow_stay_faults_and_a_faulty_line_makes_none() {
            JsonPath job = importingWith(
                    "unknownTerms=create",
                    release(UUID.randomUUID(), "No country", ",\"countries\":[\"XX\"],\"meetings\":[\"of-a-fault\"]"),
                    release(UUID.randomUUID(), "No code", ",\"fieldsOfWork\":[\"Not A Code\"]"));
            assertEquals(List.of("unknown-code", "unknown-code"), job.getList("faults.code"));
            assertEquals(List.of("/countries/0", "/fieldsOfWork/0"), job.getList("faults.pointer"));
            when().get("/v1/meeting-series/of-a-fault").then().statusCode(404);
        }

        @Test
        void of_a_dry_run_are_not_created() {
            JsonPath job = importingWith(
                    "dryRun=true&unknownTerms=create",
                    release(UUID.randomUUID(), "Dry terms", ",\"fieldsOfWork\":[\"dry-made\"]"));
            assertEquals(1, job.getInt("created"));
            when().get("/v1/fields-of-work/dry-made").then().statusCode(404);
        }
    }

    @Test
    void an_import_says_how_much_it_has_read() {
        String line = release(UUID.randomUUID(), "Progress", "");
        JsonPath job = importing(line, "", "");
        assertEquals(line.length() + 2, job.getInt("totalBytes"));
        assertEquals(line.length() + 2, job.getInt("readBytes"));
        assertEquals(100, job.getInt("percent"));
        assertNull(job.get("timeLeft"));
    }

    @Test
    void options_that_do_not_exist_are_named() {
        given().header("Authorization", "Bearer " + TestStore.KEY)
                .contentType("application/x-ndjson")
                .body(new byte[0])
                .post("/v1/imports?unknownTerms=creat&dryRun=yes")
                .then()
                .statusCode(400)
                .body("errors.code", contains("not-allowed", "not-allowed"))
                .body("errors[1].didYouMean", equalTo("create"));
    }
}
