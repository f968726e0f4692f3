package org.communique.release.filter;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.communique.release.content.ReleaseKind;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class KindCriterionTest {
    private static final String ADVISORY = "5b1c0f6e-0021-4a7e-9c21-3d2f8a6b0021";
    private static final String SAMPLE = "/v1/press-releases?to=2025-12-31&limit=100";

    @Test
    void it_selects_the_releases_of_any_of_the_kinds_everywhere() {
        FilterCheck.of("kind=media-advisory").selects(ADVISORY);
        FilterCheck.of("kind=speech&kind=media-advisory").selects(ADVISORY);
        FilterCheck.of("kind=speech").selects();
    }

    @Test
    void its_facet_is_counted_without_it_and_says_what_is_selected() {
        int all = given().get(SAMPLE).path("meta.total");
        given().get(SAMPLE + "&kind=media-advisory&facets=kind")
                .then()
                .statusCode(200)
                .body("meta.total", equalTo(1))
                .body("facets.kind.code", contains("press-release", "media-advisory"))
                .body("facets.kind.name", contains("Press Release", "Media Advisory"))
                .body("facets.kind.count", contains(all - 1, 1))
                .body("facets.kind.selected", contains(false, true));
    }

    @Test
    void another_kind_is_a_fault_with_those_there_are() {
        given().get("/v1/press-releases?kind=speach&kind=statement")
                .then()
                .statusCode(400)
                .body("errors.name", contains("kind"))
                .body("errors.code", contains("not-allowed"))
                .body("errors.didYouMean", contains("speech"))
                .body("errors[0].allowed", equalTo(List.copyOf(ReleaseKind.written())));
    }
}
