package org.communique.taxonomy;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class VocabularyTest {
    @Nested
    class Countries {
        @Test
        void there_are_57_participating_states_and_11_partners() {
            when().get("/v1/countries?group=participating-state")
                    .then()
                    .statusCode(200)
                    .body("meta.total", equalTo(57));
            when().get("/v1/countries?group=asian-partner")
                    .then()
                    .body("data.code", contains("AF", "AU", "JP", "KR", "TH"));
            when().get("/v1/countries?group=mediterranean-partner")
                    .then()
                    .body("data.code", contains("DZ", "EG", "IL", "JO", "MA", "TN"));
        }

        @Test
        void they_have_the_pages_spelling_in_english_and_cldr_in_five_more_languages() {
            when().get("/v1/countries/NL")
                    .then()
                    .statusCode(200)
                    .body("name", equalTo("The Netherlands"))
                    .body("iso3", equalTo("NLD"))
                    .body(
                            "names",
                            equalTo(Map.of(
                                    "en",
                                    "The Netherlands",
                                    "fr",
                                    "Pays-Bas",
                                    "de",
                                    "Niederlande",
                                    "it",
                                    "Paesi Bassi",
                                    "ru",
                                    "Нидерланды",
                                    "es",
                                    "Países Bajos")));
            when().get("/v1/countries/KZ?lang=de").then().body("name", equalTo("Kasachstan"));
            when().get("/v1/countries/KZ?lang=ja").then().body("name", equalTo("Kazakhstan"));
        }

        @Test
        void chairpersonships_are_known() {
            when().get("/v1/countries/FI").then().body("chairpersonships", contains(2025));
            when().get("/v1/countries/KZ").then().body("chairpersonships", contains(2010));
        }

        @Test
        void an_unknown_code_is_a_404_with_the_nearest() {
            when().get("/v1/countries/kz").then().statusCode(404).body("didYouMean", equalTo("KZ"));
        }
    }

    @Nested
    class Fields_of_work {
        @Test
        void there_are_the_pages_23() {
            List<String> codes = when().get("/v1/fields-of-work")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data.code");
            org.hamcrest.MatcherAssert.assertThat(codes, hasItems("cyber-ict-security", "roma-and-sinti", "youth"));
            // Other tests add theirs, with codes of their own.
            List<String> own = codes.stream()
                    .filter(code -> !code.matches("(twice|one|scan|import|junk|random)-.*"))
                    .toList();
            assertEquals(23, own.size(), own.toString());
        }

        @Test
        void the_count_is_that_of_the_list_it_links() {
            for (Map<String, Object> term :
                    when().get("/v1/fields-of-work").then().extract().jsonPath().<Map<String, Object>>getList("data")) {
                Map<?, ?> use = (Map<?, ?>) term.get("pressReleases");
                when().get(use.get("href").toString())
                        .then()
                        .statusCode(200)
                        .body("meta.total", equalTo(use.get("count")));
            }
        }
    }

    @Nested
    class Organizational_units {
        @Test
        void the_secretariat_has_its_twelve_bodies() {
            JsonPath units = when().get("/v1/organizational-units")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertEquals(
                    12,
                    units.getList("data.findAll { it.parent == 'secretariat' }").size());
            assertEquals(
                    12,
                    units.getList("data.findAll { it.type == 'field-operation' }")
                            .size());
            assertEquals(
                    List.of(
                            "high-commissioner-on-national-minorities",
                            "odihr",
                            "representative-on-freedom-of-the-media"),
                    units.getList("data.findAll { it.type == 'institution' }.code"));
        }

        @Test
        void a_field_operation_has_its_host() {
            when().get("/v1/organizational-units/mission-to-moldova")
                    .then()
                    .body("hostCountry", equalTo("MD"))
                    .body("parent", equalTo("field-operations"))
                    .body("type", equalTo("field-operation"))
                    .body("activeTo", nullValue());
            when().get("/v1/organizational-units/closed-field-activities")
                    .then()
                    .body("type", equalTo("group"));
        }

        @Test
        void the_tree_holds_every_unit_once() {
            int total = when().get("/v1/organizational-units").then().extract().path("meta.total");
            JsonPath tree = when().get("/v1/organizational-units?view=tree")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertEquals(total, size(tree.getList("data")));
            assertEquals(total, tree.getInt("meta.total"));
            org.hamcrest.MatcherAssert.assertThat(
                    tree.getList("data.find { it.code == 'institutions' }.children.code"), hasSize(3));
        }

        private int size(List<Map<String, Object>> units) {
            return units.stream().mapToInt(unit -> 1 + size(children(unit))).sum();
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, Object>> children(Map<String, Object> unit) {
            return (List<Map<String, Object>>) unit.get("children");
        }

        @Test
        void the_tree_has_no_pages() {
            when().get("/v1/organizational-units?view=tree&limit=3&type=court")
                    .then()
                    .statusCode(400)
                    .body("errors.name", containsInAnyOrder("limit", "type"));
        }
    }

    @Test
    void there_are_16_meeting_series() {
        when().get("/v1/meeting-series")
                .then()
                .statusCode(200)
                .body("data", hasSize(16))
                .body("meta.total", equalTo(16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/countries?lang=fr", "/v1/organizational-units?type=department", "/v1/meeting-series"})
    void pages_of_terms_are_the_whole_list_both_ways(String list) {
        List<String> whole = when().get(list).then().extract().path("data.code");
        List<String> names = when().get(list).then().extract().path("data.name");
        String separator = list.contains("?") ? "&" : "?";
        List<String> forward = new ArrayList<>();
        List<String> named = new ArrayList<>();
        String last = null;
        for (String next = list + separator + "limit=5"; next != null; ) {
            JsonPath page = when().get(next).then().statusCode(200).extract().jsonPath();
            forward.addAll(page.getList("data.code"));
            named.addAll(page.getList("data.name"));
            last = next;
            next = page.getString("links.next");
        }
        assertEquals(whole, forward);
        assertEquals(names, named, "the cursor carries the language");
        List<String> backward = new ArrayList<>();
        for (String previous = last; previous != null; ) {
            JsonPath page =
                    when().get(previous).then().statusCode(200).extract().jsonPath();
            backward.addAll(0, page.getList("data.code"));
            previous = page.getString("links.prev");
        }
        assertEquals(whole, backward.subList(backward.size() - whole.size(), backward.size()));
    }

    @Test
    void the_menu_is_the_pages_and_every_entry_leads_somewhere() {
        JsonPath menu = when().get("/v1/navigation")
                .then()
                .statusCode(200)
                .body("data.label", contains("Our work", "Fields of work", "Countries", "Structures and institutions"))
                .body("data[0]", hasKey("children"))
                .body("data[1]", not(hasKey("children")))
                .extract()
                .jsonPath();
        List<String> hrefs = menu.getList("data.collectNested { it }.flatten().toString().findAll(/href:([^,\\]]+)/)");
        hrefs.stream()
                .map(href -> href.replace("href:", ""))
                .distinct()
                .forEach(href -> given().get(href).then().statusCode(200));
        assertEquals(142, menu.getInt("meta.total"));
        assertEquals(142, hrefs.size());
    }
}
