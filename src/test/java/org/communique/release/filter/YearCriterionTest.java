package org.communique.release.filter;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.communique.support.Desk;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class YearCriterionTest {
    private static final String LIST = "/v1/press-releases?to=2025-12-31&limit=100";

    private static JsonPath read(String address) {
        return given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String[] of(String... years) {
        return read(LIST + "&fields=id,date").<Map<String, String>>getList("data").stream()
                .filter(release -> List.of(years).contains(release.get("date").substring(0, 4)))
                .map(release -> release.get("id"))
                .toArray(String[]::new);
    }

    @Test
    void it_selects_the_releases_of_any_of_the_years_everywhere() {
        FilterCheck.of("year=2009").selects(of("2009"));
        FilterCheck.of("year=2009&year=2025").selects(of("2009", "2025"));
        FilterCheck.of("year=1901").selects();
    }

    @Test
    void its_facet_is_counted_without_it_and_says_what_is_selected() {
        Map<String, Integer> all = years(read(LIST + "&facets=year"));
        JsonPath page = read("/v1/press-releases?year=2009&year=1901&limit=1&facets=year,month&country.none=false");
        Map<String, Integer> other = years(read("/v1/press-releases?limit=1&facets=year&country.none=false"));
        other.put("1901", 0);
        assertEquals(other, years(page));
        assertEquals(
                List.of("1901", "2009"),
                page.<Map<String, Object>>getList("facets.year").stream()
                        .filter(value -> value.get("selected").equals(true))
                        .map(value -> value.get("code").toString())
                        .sorted()
                        .toList());
        assertEquals(
                List.of("2009"),
                page.<String>getList("facets.month.code").stream()
                        .map(month -> month.substring(0, 4))
                        .distinct()
                        .toList());
        // The facet is counted without the days of the filter too.
        all.keySet().removeIf(year -> year.compareTo("2025") > 0);
        all.forEach((year, count) -> assertEquals(count, of(year).length, year));
    }

    private static Map<String, Integer> years(JsonPath page) {
        return page.<Map<String, Object>>getList("facets.year").stream()
                .collect(
                        Collectors.toMap(value -> value.get("code").toString(), value -> (Integer) value.get("count")));
    }

    @Test
    void a_release_whose_day_moves_to_another_year_leaves_the_view() {
        Desk desk = Desk.chief();
        long start = Long.parseLong(given().get("/v1").header("Communique-Sequence"));
        String id = desk.published("Of 2032");
        desk.patch(id, "{\"date\":\"2033-01-01\"}").statusCode(201);
        desk.verb(id, "publish", "{}").statusCode(200);
        given().get("/v1/changes?year=2032&after=" + start)
                .then()
                .body("data.type", equalTo(List.of("press-release.published", "press-release.left-view")));
        given().get("/v1/changes?year=2033&after=" + start)
                .then()
                .body("data.type", equalTo(List.of("press-release.revised")));
    }

    @Test
    void a_year_has_four_digits() {
        for (String year : List.of("10", "20100", "0000", "2010-01", "twenty", "٢٠١٠")) {
            FilterCheck.refused("year=" + year, "not-a-year");
        }
        FilterCheck.refused("year=", "empty");
    }
}
