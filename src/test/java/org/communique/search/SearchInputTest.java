package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Random;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class SearchInputTest {
    @BeforeEach
    void ready() {
        Index.await();
    }

    private static RequestSpecification search(String query) {
        return given().queryParam("q", query).queryParam("highlight", true).queryParam("facets", "country,month");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"unbalanced",
                "un\"balanced\"quotes\"",
                "a AND OR NOT b",
                "title_en:secret",
                "[a TO z]",
                "{a TO *}",
                "drugs~2",
                "drugs^1000",
                "/re[gexp]+/",
                "(((((deep",
                "a && b || !c",
                "\\\\ \\\" backslash",
                "_exists_:body",
                "+plus -minus",
                "--twice",
                "wild*in*the*middle",
                "*first",
                "?first",
                "{\"match_all\":{}}",
                "<script>alert(1)</script>",
                "'; drop table press_release; --",
                "the",
                "-drugs",
                "-\"fight against\" -drugs",
                "naïve café ǆ ﬁ Å ß ẞ İ ı",
                "العربية עברית",
                "ශ්‍රී ලංකා தமிழ்",
                "日本語 中文 한국어",
                "👩‍👩‍👧‍👦 🇫🇮 ☃",
                "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 𠜎",
                "e\u0301 a\u0308\u0304\u0323",
                "\u202eright to left",
                "zero\u200bwidth \ufeffbom"
            })
    void any_line_has_a_sensible_reading(String line) {
        search(line).get("/v1/press-releases").then().statusCode(200);
        given().queryParam("q", line).get("/v1/suggestions").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-|no-words",
                "*|no-words",
                "'\"'|no-words",
                "'\"\"'|no-words",
                "' . , ; '|no-words",
                "*:*|no-words",
                "a*|prefix-too-short",
                "-a*|prefix-too-short"
            })
    void what_has_no_words_is_a_problem(String line, String code) {
        search(line)
                .get("/v1/press-releases")
                .then()
                .statusCode(400)
                .header("Content-Type", equalTo("application/problem+json"))
                .body("errors.name", hasItem("q"))
                .body("errors.code", hasItem(code));
    }

    @Test
    void too_much_is_a_problem() {
        search("word ".repeat(2_000))
                .get("/v1/press-releases")
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("too-long"));
        search("ab ".repeat(40))
                .get("/v1/press-releases")
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("too-many-words"));
        search("\"" + "ab ".repeat(40) + "\"")
                .get("/v1/press-releases")
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("too-many-words"));
        search("x".repeat(1_000)).get("/v1/press-releases").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q=a&q=b|q|repeated",
                "q=|q|empty",
                "q=drugs&q.in=heading|q.in|not-allowed",
                "q.in=title|q.in|needs-q",
                "highlight=true|highlight|needs-q",
                "q=drugs&highlight=yes|highlight|not-allowed",
                "sort=relevance|sort|needs-q",
                "facets=colour|facets|not-allowed",
                "facets=country:0|facets|not-in-range",
                "facets=country:many|facets|not-in-range",
                "facets=|facets|empty",
                "facetScope=all|facetScope|needs-facets",
                "facets=country&facetScope=some|facetScope|not-allowed",
                "q=drugs&sort=relevance&page=501|page|too-deep",
                "q=drugs&cursor=junk|cursor|not-a-cursor"
            })
    void parameters_of_a_search_are_checked(String query, String name, String code) {
        given().get("/v1/press-releases?" + query)
                .then()
                .statusCode(400)
                .body("errors.name", hasItem(name))
                .body("errors.code", hasItem(code));
    }

    @Test
    void random_lines_of_every_plane_never_break_it() {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("The lines' seed is %d", seed);
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            StringBuilder line = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                int kind = random.nextInt(4);
                int character = kind == 0
                        ? "\"*-()[]{}~^\\:+&|!/?<>=".codePointAt(random.nextInt(22))
                        : kind == 1 ? ' ' : 32 + random.nextInt(Character.MAX_CODE_POINT - 32);
                if (Character.isValidCodePoint(character) && Character.getType(character) != Character.SURROGATE) {
                    line.appendCodePoint(character);
                }
            }
            String written = line.toString();
            search(written).get("/v1/press-releases").then().statusCode(lessThan(500));
        }
    }
}
