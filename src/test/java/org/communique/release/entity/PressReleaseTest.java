package org.communique.release.entity;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class PressReleaseTest {
    @Nested
    class By_id {
        @Test
        void the_pages_own_release_has_its_facts() {
            when().get(path(Newsroom.DRUG_TRAFFICKING_CONFERENCE))
                    .then()
                    .statusCode(200)
                    .header("Content-Type", "application/json")
                    .header("Content-Language", "en")
                    .body("id", equalTo(Newsroom.DRUG_TRAFFICKING_CONFERENCE))
                    .body(
                            "title",
                            equalTo("Fight against illicit drugs is a way to combat terrorism and organized crime,"
                                    + " say participants in OSCE meeting"))
                    .body("date", equalTo("2010-07-08"))
                    .body("place", equalTo("Vienna"))
                    .body("sources.code", contains("secretariat", "chairpersonship"))
                    .body(
                            "sources[0]",
                            equalTo(Map.of(
                                    "code", "secretariat",
                                    "name", "Secretariat",
                                    "href", "/v1/organizational-units/secretariat")))
                    .body(
                            "fieldsOfWork.code",
                            contains(
                                    "rule-of-law",
                                    "policing",
                                    "economic-activities",
                                    "countering-terrorism",
                                    "border-management",
                                    "combating-trafficking-in-human-beings"))
                    .body("status", equalTo("published"))
                    .body("withdrawal", nullValue())
                    .body("publishedAt", equalTo("2010-07-08T12:00:00.000Z"))
                    .body("body.html", startsWith("<p>"))
                    .body("translations.language", contains("en", "ru"))
                    .body("translations.upToDate", contains(true, true))
                    .body("links.self", equalTo(path(Newsroom.DRUG_TRAFFICKING_CONFERENCE)));
        }

        @Test
        void every_member_of_the_contract_is_there() {
            Map<String, Object> release = when().get(path(Newsroom.HELSINKI_ANNIVERSARY))
                    .then()
                    .extract()
                    .jsonPath()
                    .getMap("");
            org.junit.jupiter.api.Assertions.assertEquals(
                    List.of(
                            "id",
                            "revision",
                            "status",
                            "withdrawal",
                            "language",
                            "slug",
                            "title",
                            "summary",
                            "body",
                            "kind",
                            "date",
                            "place",
                            "publishedAt",
                            "revisedAt",
                            "updatedAt",
                            "sources",
                            "fieldsOfWork",
                            "countries",
                            "meetings",
                            "contacts",
                            "attachments",
                            "image",
                            "related",
                            "externalIds",
                            "translations",
                            "changeNotes",
                            "links"),
                    List.copyOf(release.keySet()));
        }

        @Test
        void upper_case_is_the_same_id() {
            when().get(path(Newsroom.PRAGUE_ARCHIVE.toUpperCase()))
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(Newsroom.PRAGUE_ARCHIVE));
        }

        @Test
        void related_releases_come_with_their_titles() {
            when().get(path(Newsroom.HELSINKI_ANNIVERSARY))
                    .then()
                    .body("related", hasSize(2))
                    .body("related[0].href", equalTo(path(Newsroom.PRAGUE_ARCHIVE)))
                    .body(
                            "related[0].title",
                            equalTo("Prague Documentation Centre puts thirty years of conference papers online"));
        }

        @Test
        void a_withdrawn_release_keeps_its_body_and_says_why() {
            when().get(path(Newsroom.WITHDRAWN_BEACHES))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("withdrawn"))
                    .body("withdrawal.at", equalTo("2023-03-02T09:30:00.000Z"))
                    .body("withdrawal.reason", not(nullValue()))
                    .body("body.text", not(nullValue()));
        }

        @Test
        void a_retracted_release_answers_410_with_its_tombstone() {
            when().get(path(Newsroom.RETRACTED_EXERCISE))
                    .then()
                    .statusCode(410)
                    .header("Content-Type", "application/problem+json")
                    .header("Cache-Control", startsWith("public, max-age="))
                    .body("type", equalTo("/problems/gone"))
                    .body("retractedAt", equalTo("2022-11-09T08:15:00.000Z"))
                    .body("reason", not(nullValue()))
                    .body("revision", equalTo(2))
                    .body("", hasKey("replacedBy"));
        }

        @Test
        void an_unknown_id_is_a_404() {
            when().get(path("00000000-0000-4000-8000-000000000000"))
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("/problems/not-found"));
        }

        @Test
        void a_release_without_a_source_has_an_empty_list() {
            when().get(path(Newsroom.SMALL_ARMS_SEMINAR)).then().statusCode(200).body("sources", empty());
        }
    }

    @Nested
    class In_a_language {
        @Test
        void it_comes_in_its_original_one_without_lang() {
            when().get(path(Newsroom.FLOODS_IN_BERNE))
                    .then()
                    .body("language", equalTo("fr"))
                    .header("Content-Language", "fr");
        }

        @Test
        void accept_language_is_ignored() {
            given().header("Accept-Language", "en")
                    .get(path(Newsroom.FLOODS_IN_BERNE))
                    .then()
                    .body("language", equalTo("fr"));
        }

        @Test
        void the_first_that_there_is_is_taken() {
            given().queryParam("lang", "de-AT,ru-RU,en")
                    .get(path(Newsroom.DRUG_TRAFFICKING_CONFERENCE))
                    .then()
                    .body("language", equalTo("ru"))
                    .body("countries.name", hasItems("Казахстан"))
                    .header("Content-Language", "ru");
        }

        @Test
        void without_such_a_text_it_is_a_404_that_names_those_there_are() {
            given().queryParam("lang", "de")
                    .get(path(Newsroom.DRUG_TRAFFICKING_CONFERENCE))
                    .then()
                    .statusCode(404)
                    .body("available", contains("en", "ru"));
        }
    }

    @Nested
    class By_slug {
        @Test
        void a_slug_leads_to_its_text() {
            String slug = given().queryParam("lang", "ru")
                    .get(path(Newsroom.DRUG_TRAFFICKING_CONFERENCE))
                    .then()
                    .extract()
                    .path("slug");
            when().get(path(slug))
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(Newsroom.DRUG_TRAFFICKING_CONFERENCE))
                    .body("language", equalTo("ru"));
        }

        @Test
        void a_former_slug_moves_to_the_present_one_with_its_query() {
            String former = "prague-archive-goes-online";
            String old = given().get(path(Newsroom.PRAGUE_ARCHIVE))
                    .then()
                    .body("slug", equalTo(former))
                    .extract()
                    .path("id");
            org.junit.jupiter.api.Assertions.assertEquals(Newsroom.PRAGUE_ARCHIVE, old);
            given().redirects()
                    .follow(false)
                    .queryParam("view", "summary")
                    .get(path(FORMER_SLUG))
                    .then()
                    .statusCode(308)
                    .header("Location", "https://press.example.org" + path(former) + "?view=summary")
                    .header("Cache-Control", startsWith("public, max-age="));
        }

        @Test
        void an_unknown_slug_is_a_404() {
            when().get(path("no-such-slug")).then().statusCode(404).body("detail", endsWith("\"no-such-slug\"."));
        }
    }

    private static final String FORMER_SLUG = formerSlug();

    private static String formerSlug() {
        try (var in = PressReleaseTest.class.getResourceAsStream("/reference/sample.ndjson")) {
            String sample = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return sample.replaceAll("(?s).*\"formerSlugs\":\\[\"([^\"]+)\".*", "$1");
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Nested
    class In_a_view {
        @Test
        void summary_leaves_the_body_out() {
            given().queryParam("view", "summary")
                    .get(path(Newsroom.PRAGUE_ARCHIVE))
                    .then()
                    .body("", not(hasKey("body")));
        }

        @Test
        void fields_pick_members_and_members_of_members() {
            given().queryParam("fields", "title,sources.code,body.text")
                    .get(path(Newsroom.DRUG_TRAFFICKING_CONFERENCE))
                    .then()
                    .statusCode(200)
                    .body("keySet()", contains("title", "body", "sources"))
                    .body("sources", contains(Map.of("code", "secretariat"), Map.of("code", "chairpersonship")))
                    .body("body.keySet()", contains("text"));
        }
    }
}
