package org.communique.representation.document;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.communique.support.FreshStore;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class StructuredDataTest {
    private static final String BASE = "https://press.example.org";
    private static final String CONFERENCE = path(Newsroom.DRUG_TRAFFICKING_CONFERENCE);

    private static JsonPath json(String address) {
        return when().get(address).then().statusCode(200).extract().jsonPath();
    }

    @Nested
    class As_a_news_article {
        private String document(String address) {
            return when().get(address)
                    .then()
                    .statusCode(200)
                    .header("Content-Type", "application/ld+json")
                    .extract()
                    .asString();
        }

        @Test
        void the_original_says_what_it_is_about_and_which_translations_there_are() {
            JsonPath json = json(CONFERENCE);
            Triples triples = Triples.of(document(CONFERENCE + ".jsonld"));
            String article = BASE + CONFERENCE;
            assertEquals("NewsArticle", triples.type(article));
            assertEquals("urn:uuid:" + Newsroom.DRUG_TRAFFICKING_CONFERENCE, triples.object(article, "identifier"));
            assertEquals(json.getString("title"), triples.object(article, "headline"));
            assertEquals(json.getString("body.text"), triples.object(article, "articleBody"));
            assertEquals("en", triples.object(article, "inLanguage"));
            assertEquals("2010-07-08T12:00:00.000Z", triples.object(article, "datePublished"));
            assertEquals(json.getString("updatedAt"), triples.object(article, "dateModified"));
            assertEquals("VIENNA, 8 July 2010", triples.object(article, "dateline"));
            assertEquals("Published", triples.object(article, "creativeWorkStatus"));
            assertEquals(BASE + "/v1/press-releases/" + json.getString("slug"), triples.object(article, "url"));
            List<String> about = triples.objects(article, "about");
            assertTrue(about.contains(BASE + "/v1/countries/KZ"), about.toString());
            assertTrue(about.contains(BASE + "/v1/fields-of-work/policing"), about.toString());
            assertEquals("Country", triples.type(BASE + "/v1/countries/KZ"));
            assertEquals("Kazakhstan", triples.object(BASE + "/v1/countries/KZ", "name"));
            assertEquals(
                    List.of(
                            BASE + "/v1/organizational-units/secretariat",
                            BASE + "/v1/organizational-units/chairpersonship"),
                    triples.objects(article, "author"));
            String publisher = triples.object(article, "publisher");
            assertEquals("Press office", triples.object(publisher, "name"));
            assertEquals(article + "?lang=ru", triples.object(article, "workTranslation"));
            assertEquals("ru", triples.object(article + "?lang=ru", "inLanguage"));
        }

        @Test
        void a_translation_is_a_work_of_its_own_that_names_its_original() {
            Triples triples = Triples.of(document(CONFERENCE + ".jsonld?lang=ru"));
            String article = BASE + CONFERENCE + "?lang=ru";
            assertEquals("ru", triples.object(article, "inLanguage"));
            assertEquals(BASE + CONFERENCE, triples.object(article, "translationOfWork"));
            assertEquals(BASE + CONFERENCE, triples.object(article, "isBasedOn"));
            assertEquals(List.of(), triples.objects(article, "workTranslation"));
        }

        @Test
        void a_withdrawn_one_says_so_and_why() {
            String address = path(Newsroom.WITHDRAWN_BEACHES);
            Triples triples = Triples.of(document(address + ".jsonld"));
            assertEquals("Withdrawn", triples.object(BASE + address, "creativeWorkStatus"));
            String correction = triples.objects(BASE + address, "correction").get(0);
            assertEquals("CorrectionComment", triples.type(correction));
            assertTrue(triples.object(correction, "text").startsWith("Withdrawn"));
        }

        @Test
        void the_list_is_a_page_in_the_order_of_the_json_list() {
            String query = "?to=2025-12-31&limit=5&sort=title";
            JsonPath list = json("/v1/press-releases" + query);
            when().get("/v1/press-releases.jsonld" + query)
                    .then()
                    .statusCode(200)
                    .header("Link", containsString("rel=\"next\""))
                    .body("'@type'", equalTo("ItemList"))
                    .body("itemListElement.position", equalTo(List.of(1, 2, 3, 4, 5)))
                    .body("itemListElement.item.headline", equalTo(list.getList("data.title")))
                    .body("itemListElement.item.articleBody", equalTo(java.util.Collections.nCopies(5, null)));
            when().get("/v1/press-releases.jsonld?view=full&to=2025-12-31")
                    .then()
                    .body("itemListElement", hasSize(20))
                    .body("itemListElement[0].item.articleBody", org.hamcrest.Matchers.notNullValue());
        }
    }

    @Nested
    class As_a_news_object {
        private JsonPath valid(String address) {
            String document = when().get(address)
                    .then()
                    .statusCode(200)
                    .header("Content-Type", "application/vnd.iptc.ninjs+json")
                    .extract()
                    .asString();
            NinjsSchema.assertValid(document);
            return JsonPath.from(document);
        }

        @Test
        void every_release_of_the_sample_is_valid() {
            List<String> ids =
                    json("/v1/press-releases?to=2025-12-31&limit=100").getList("data.id");
            ids.forEach(id -> valid(path(id) + ".ninjs"));
            assertFalse(NinjsSchema.isValid("{\"uri\":\"urn:x:1\",\"pubstatus\":\"usable\"}"));
        }

        @Test
        void it_holds_what_the_release_holds() {
            JsonPath json = json(CONFERENCE);
            JsonPath ninjs = valid(CONFERENCE + ".ninjs");
            assertEquals("urn:uuid:" + Newsroom.DRUG_TRAFFICKING_CONFERENCE, ninjs.getString("uri"));
            assertEquals("usable", ninjs.getString("pubStatus"));
            assertEquals("3.1", ninjs.getString("standard.version"));
            assertEquals(json.getString("title"), ninjs.getString("headlines[0].value"));
            assertEquals(
                    json.getString("body.text"),
                    ninjs.getString("bodies.find { it.contentType == 'text/plain' }.value"));
            assertEquals(json.getList("fieldsOfWork.code"), ninjs.getList("subjects.literal"));
            assertEquals(json.getList("countries.name"), ninjs.getList("places.name"));
            assertEquals(json.getList("sources.name"), ninjs.getList("organisations.name"));
            assertEquals("Vienna", ninjs.getString("located"));
            assertEquals("2010-07-07T22:00:00.000Z", ninjs.getString("contentCreated"));
            assertEquals("translation", ninjs.getString("associations.find { it.language == 'ru' }.rel"));
        }

        @Test
        void a_withdrawn_one_is_withheld() {
            JsonPath ninjs = valid(path(Newsroom.WITHDRAWN_BEACHES) + ".ninjs");
            assertEquals("withheld", ninjs.getString("pubStatus"));
            assertTrue(ninjs.getString("edNote").startsWith("Withdrawn"));
        }
    }

    @Nested
    class As_text {
        @Test
        void it_is_laid_out_like_a_release() {
            JsonPath json = json(CONFERENCE);
            String text = when().get(CONFERENCE + ".txt")
                    .then()
                    .statusCode(200)
                    .header("Content-Type", "text/plain; charset=UTF-8")
                    .extract()
                    .asString();
            assertTrue(
                    text.startsWith(
                            json.getString("title") + "\n\nVIENNA, 8 July 2010 – " + json.getString("body.text")),
                    text);
            assertTrue(
                    text.endsWith("\n\nSource: Secretariat, Chairpersonship\n" + BASE + "/v1/press-releases/"
                            + json.getString("slug") + "\n"),
                    text);
            when().get(path(Newsroom.WITHDRAWN_BEACHES) + ".txt").then().body(startsWith("Withdrawn"));
        }

        @Test
        void the_day_is_written_as_the_language_writes_it() {
            when().get(CONFERENCE + ".txt?lang=ru").then().body(containsString(", 8 июля 2010 г. – "));
        }
    }

    @Nested
    class Where_it_is {
        @Test
        void what_json_answers_every_suffix_answers() {
            for (String suffix : List.of(".json", ".jsonld", ".ninjs", ".txt")) {
                when().get(path(Newsroom.RETRACTED_EXERCISE) + suffix)
                        .then()
                        .statusCode(410)
                        .body("type", equalTo("/problems/gone"));
                when().get(path("no-such-slug") + suffix).then().statusCode(404);
                when().get(path(Newsroom.OPEN_DAY_IN_BISHKEK) + suffix + "?lang=de")
                        .then()
                        .statusCode(404)
                        .body("available", equalTo(List.of("ru")));
                when().get(CONFERENCE + suffix + "?langs=de")
                        .then()
                        .statusCode(400)
                        .body("errors.didYouMean", hasItem("lang"));
            }
            when().get(CONFERENCE + ".pdf").then().statusCode(404).body("available", hasItems("ninjs", "txt"));
        }

        @Test
        void a_former_slug_leads_to_the_present_one_with_the_same_suffix() {
            String slug = json(path(Newsroom.PRAGUE_ARCHIVE)).getString("slug");
            String former = given().redirects()
                    .follow(false)
                    .get("/v1/exports/archive.ndjson")
                    .asString()
                    .replaceAll("(?s).*" + Newsroom.PRAGUE_ARCHIVE + ".*?\"formerSlugs\":\\[\"([^\"]+)\".*", "$1");
            for (String suffix : List.of(".jsonld", ".ninjs", ".txt")) {
                given().redirects()
                        .follow(false)
                        .get(path(former) + suffix + "?lang=en")
                        .then()
                        .statusCode(308)
                        .header("Location", BASE + path(slug) + suffix + "?lang=en");
            }
        }
    }

    @Nested
    class Terms_as_things {
        @Test
        void a_country_has_its_iso_codes_and_its_names_by_language() {
            String document = when().get("/v1/countries/KZ.jsonld")
                    .then()
                    .statusCode(200)
                    .header("Content-Type", "application/ld+json")
                    .body("identifier.value", equalTo(List.of("KZ", "KAZ")))
                    .body("name.find { it.'@language' == 'de' }.'@value'", equalTo("Kasachstan"))
                    .extract()
                    .asString();
            assertEquals("Country", Triples.of(document).type(BASE + "/v1/countries/KZ"));
            when().get("/v1/countries/KZ.jsonld?lang=fr").then().body("name.'@language'", equalTo(List.of("fr")));
        }

        @Test
        void a_unit_names_the_one_above_and_where_it_is() {
            Triples triples = Triples.of(when().get("/v1/organizational-units/mission-to-moldova.jsonld")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            String unit = BASE + "/v1/organizational-units/mission-to-moldova";
            assertEquals("Organization", triples.type(unit));
            assertEquals(
                    BASE + "/v1/organizational-units/field-operations", triples.object(unit, "parentOrganization"));
            assertEquals(BASE + "/v1/countries/MD", triples.object(unit, "location"));
        }

        @Test
        void what_is_not_there_is_said() {
            when().get("/v1/countries/ZZ.jsonld").then().statusCode(404);
            when().get("/v1/countries/KZ.txt")
                    .then()
                    .statusCode(404)
                    .body("available", equalTo(List.of("json", "jsonld")))
                    .body("detail", containsString("txt"))
                    .body("errors", nullValue());
        }
    }
}
