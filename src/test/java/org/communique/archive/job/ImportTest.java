package org.communique.archive.job;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.communique.support.Archives.importing;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ImportTest {
    private static String release(UUID id, String title, String more) {
        return "{\"record\":\"press-release\",\"id\":\"" + id
                + "\",\"originalLanguage\":\"en\",\"date\":\"2030-01-02\"," + "\"texts\":{\"en\":{\"title\":\"" + title
                + "\",\"body\":{\"text\":\"Body of " + title + "\"}}}" + more + "}";
    }

    private static int revision(UUID id) {
        return when().get(path(id.toString())).then().statusCode(200).extract().path("revision");
    }

    @Nested
    class The_same_record {
        @Test
        void once_more_is_no_change_and_a_different_one_is_a_new_revision() {
            UUID id = UUID.randomUUID();
            assertEquals(1, importing(release(id, "First words", "")).getInt("created"));
            String etag = when().get(path(id.toString())).header("ETag");
            assertEquals(1, importing(release(id, "First words", "")).getInt("unchanged"));
            assertEquals(etag, when().get(path(id.toString())).header("ETag"));
            assertEquals(1, importing(release(id, "Other words", "")).getInt("changed"));
            when().get(path(id.toString()))
                    .then()
                    .body("revision", equalTo(2))
                    .body("title", equalTo("Other words"))
                    .body("publishedAt", equalTo("2030-01-02T00:00:00.000Z"))
                    .body("slug", equalTo("first-words"));
        }

        @Test
        void twice_in_one_archive_is_found_too() {
            UUID id = UUID.randomUUID();
            JsonPath job = importing(release(id, "Twin", ""), release(id, "Twin", ""), release(id, "Twin two", ""));
            assertEquals(1, job.getInt("created"));
            assertEquals(1, job.getInt("unchanged"));
            assertEquals(1, job.getInt("changed"));
            assertEquals(2, revision(id));
        }

        @Test
        void a_term_changes_only_the_members_it_has() {
            importing(
                    "{\"record\":\"field-of-work\",\"code\":\"import-term\",\"names\":{\"en\":\"One\"},\"description\":\"Kept\"}");
            JsonPath job = importing(
                    "{\"record\":\"field-of-work\",\"code\":\"import-term\",\"names\":{\"fr\":\"Un\"}}",
                    "{\"record\":\"field-of-work\",\"code\":\"import-term\"}");
            assertEquals(1, job.getInt("changed"));
            assertEquals(1, job.getInt("unchanged"));
            when().get("/v1/fields-of-work/import-term?lang=fr")
                    .then()
                    .body("name", equalTo("Un"))
                    .body("names.en", equalTo("One"))
                    .body("description", equalTo("Kept"));
        }
    }

    @Nested
    class Identity {
        @Test
        void a_release_is_known_by_an_external_id_and_keeps_the_id_it_got() {
            String without = release(
                            UUID.randomUUID(),
                            "Known elsewhere",
                            ",\"externalIds\":[{\"system\":\"t\",\"id\":\"known\"}]")
                    .replaceFirst("\"id\":\"[^\"]+\",\"originalLanguage\"", "\"originalLanguage\"");
            assertEquals(1, importing(without).getInt("created"));
            assertEquals(1, importing(without).getInt("unchanged"));
            String id = when().get("/v1/press-releases/known-elsewhere")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("id");
            assertEquals(7, UUID.fromString(id).version());
        }

        @Test
        void neither_id_nor_external_id_and_two_that_disagree_are_faults() {
            UUID one = UUID.randomUUID();
            UUID two = UUID.randomUUID();
            importing(
                    release(one, "One", ",\"externalIds\":[{\"system\":\"t\",\"id\":\"one\"}]"),
                    release(two, "Two", ""));
            JsonPath job = importing(
                    release(two, "Two", ",\"externalIds\":[{\"system\":\"t\",\"id\":\"one\"}]"),
                    release(two, "Two", "").replaceFirst("\"id\":\"[^\"]+\",", ""));
            assertEquals(List.of("ambiguous-identity", "missing"), job.getList("faults.code"));
            assertEquals(List.of(1, 2), job.getList("faults.line"));
            assertEquals(1, revision(two));
        }

        @Test
        void a_tombstone_stays() {
            JsonPath job = importing(release(UUID.fromString(Newsroom.RETRACTED_EXERCISE), "Back again", ""));
            assertEquals(List.of("retracted"), job.getList("faults.code"));
            when().get(path(Newsroom.RETRACTED_EXERCISE)).then().statusCode(410);
        }

        @Test
        void the_first_publication_never_moves() {
            UUID id = UUID.randomUUID();
            importing(release(id, "Fixed", ",\"publishedAt\":\"2030-01-02T10:00:00Z\""));
            JsonPath job = importing(release(id, "Fixed", ",\"publishedAt\":\"2030-01-02T11:00:00Z\""));
            assertEquals(List.of("published-at-moves"), job.getList("faults.code"));
        }
    }

    @Nested
    class States {
        @Test
        void withdrawn_restored_and_retracted_each_raise_the_revision() {
            UUID id = UUID.randomUUID();
            importing(release(id, "Life", ""));
            importing(release(id, "Life", ",\"status\":\"withdrawn\",\"withdrawal\":{\"reason\":\"Wrong figures\"}"));
            when().get(path(id.toString()))
                    .then()
                    .body("status", equalTo("withdrawn"))
                    .body("withdrawal.reason", equalTo("Wrong figures"))
                    .body("withdrawal.at", matchesPattern("\\d{4}-.*Z"))
                    .body("revision", equalTo(2));
            importing(release(id, "Life", ""));
            when().get(path(id.toString()))
                    .then()
                    .body("status", equalTo("published"))
                    .body("withdrawal", nullValue())
                    .body("revision", equalTo(3));
            importing(release(id, "Life", ",\"status\":\"retracted\",\"retraction\":{\"reason\":\"Never true\"}"));
            when().get(path(id.toString()))
                    .then()
                    .statusCode(410)
                    .body("revision", equalTo(4))
                    .body("reason", equalTo("Never true"));
            when().get("/v1/press-releases/life").then().statusCode(410);
            importing(release(UUID.randomUUID(), "Life", ""));
            when().get("/v1/press-releases/life-2").then().statusCode(200);
            when().get("/v1/press-releases/life").then().statusCode(410);
        }

        @Test
        void a_translation_falls_behind_when_the_original_moves_on_and_is_confirmed_by_a_new_one() {
            UUID id = UUID.randomUUID();
            String pair = release(id, "Original", "")
                    .replace(
                            "\"texts\":{", "\"texts\":{\"fr\":{\"title\":\"Le texte\",\"body\":{\"text\":\"Corps\"}},");
            importing(pair);
            importing(pair.replace("Body of Original", "Another body"));
            when().get(path(id.toString()))
                    .then()
                    .body("translations.find { it.language == 'fr' }.upToDate", equalTo(false));
            given().queryParam("upToDate", false)
                    .queryParam("lang", "fr")
                    .get("/v1/press-releases")
                    .then()
                    .body("data.find { it.id == '" + id + "' }.title", equalTo("Le texte"));
            importing(pair.replace("Body of Original", "Another body").replace("Corps", "Nouveau corps"));
            when().get(path(id.toString())).then().body("translations.upToDate", contains(true, true));
        }
    }

    @Nested
    class Faulty_lines {
        @Test
        void each_is_reported_with_all_its_faults_and_the_rest_goes_on() {
            UUID good = UUID.randomUUID();
            JsonPath job = importing(
                    "{\"record\":",
                    "",
                    "[1]",
                    "{\"record\":\"press-relase\"}",
                    "{\"record\":\"country\",\"code\":\"XX\"}",
                    "{\"record\":\"organizational-unit\",\"code\":\"import-child\",\"parent\":\"nobody\"}",
                    "{\"record\":\"press-release\",\"id\":\"x\",\"originalLanguage\":\"english\",\"date\":\"2030-13-01\",\"texts\":"
                            + "{\"en\":{\"titel\":\"a\"}},\"fieldsOfWork\":[\"polcing\",7],\"status\":\"live\"}",
                    release(good, "After the junk", ""));
            assertEquals("completed", job.getString("status"));
            assertEquals(7, job.getInt("lines"));
            assertEquals(1, job.getInt("created"));
            assertEquals(List.of(1, 3, 4, 5, 6), job.getList("faults.line").subList(0, 5));
            assertEquals(
                    List.of("not-json", "wrong-type", "not-allowed", "malformed", "unknown-code"),
                    job.getList("faults.code").subList(0, 5));
            org.hamcrest.MatcherAssert.assertThat(
                    job.getList("faults.findAll { it.line == 7 }.pointer"),
                    org.hamcrest.Matchers.containsInAnyOrder(
                            "/id",
                            "/originalLanguage",
                            "/date",
                            "/texts/en/titel",
                            "/texts/en",
                            "/texts/en",
                            "/fieldsOfWork/0",
                            "/fieldsOfWork/1",
                            "/status"));
            assertEquals(1, revision(good));
        }

        @Test
        void half_a_surrogate_pair_and_a_nul_are_faults_and_other_planes_are_not() {
            JsonPath job = importing(
                    release(UUID.randomUUID(), "half \\ud83d", ""),
                    release(UUID.randomUUID(), "nul \\u0000", ""),
                    release(UUID.randomUUID(), "whole \\ud83d\\udcf0 𐍈", ""));
            assertEquals(1, job.getInt("created"));
            assertEquals(
                    List.of("not-unicode", "not-unicode"),
                    job.getList("faults.findAll { it.pointer.endsWith('title') }.code"));
        }

        @Test
        void html_is_cleaned_on_the_way_in() {
            UUID id = UUID.randomUUID();
            importing(release(id, "Clean", "")
                    .replace(
                            "{\"text\":\"Body of Clean\"}",
                            "{\"html\":\"<p onclick='x()'>Safe<script>x()</script></p>\"}"));
            when().get(path(id.toString()))
                    .then()
                    .body("body.html", equalTo("<p>Safe</p>"))
                    .body("body.text", equalTo("Safe"));
        }

        @Test
        void a_line_that_is_not_utf8_is_one_fault() throws IOException {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            archive.write("{\"record\":\"field-of-work\",\"code\":\"import-\u00ff\"}\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            archive.write("{\"record\":\"field-of-work\",\"code\":\"import-utf8\"}".getBytes(StandardCharsets.UTF_8));
            JsonPath job = importing(archive.toByteArray());
            assertEquals(List.of("not-utf-8"), job.getList("faults.code"));
            assertEquals(1, job.getInt("created"));
        }

        @Test
        void a_body_of_170_kilobytes_arrives_whole() {
            UUID id = UUID.randomUUID();
            String body = "All of it. ".repeat(16_000);
            importing(release(id, "Long", "").replace("Body of Long", body.strip()));
            when().get(path(id.toString())).then().body("body.text", equalTo(body.strip()));
        }

        @Test
        void only_the_first_thousand_are_kept_and_all_are_counted() {
            JsonPath job = importing("{}\n".repeat(1_200).getBytes(StandardCharsets.UTF_8));
            assertEquals(1_200, job.getInt("faultCount"));
            org.hamcrest.MatcherAssert.assertThat(job.getList("faults"), hasSize(1_000));
        }
    }
}
