package org.communique.release.filter;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.communique.support.Desk;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class IdCriterionTest {
    private static String ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "id=" + new UUID(0x4000, 0x8000000000000000L + i))
                .collect(Collectors.joining("&"));
    }

    @Test
    void it_selects_the_releases_with_the_ids_everywhere() {
        String one = Newsroom.FLOODS_IN_BERNE;
        String other = Newsroom.WITHDRAWN_BEACHES;
        FilterCheck.of("id=" + one).selects(one);
        FilterCheck.of("id=" + one.toUpperCase(Locale.ROOT) + "&id=" + other + "&id=" + one)
                .selects(one, other);
        FilterCheck.of("id=" + one + "&id=" + other + "&status=published").selects(one);
    }

    @Test
    void an_id_that_no_public_release_has_selects_nothing() {
        FilterCheck.of("id=" + UUID.randomUUID()).selects();
        FilterCheck.of("id=" + Newsroom.RETRACTED_EXERCISE).selects();
        FilterCheck.of(ids(99) + "&id=" + Newsroom.SMALL_ARMS_SEMINAR).selects(Newsroom.SMALL_ARMS_SEMINAR);
    }

    @Test
    void the_canonical_form_is_that_of_the_id() {
        given().get("/v1/press-releases?id=" + Newsroom.FLOODS_IN_BERNE.toUpperCase(Locale.ROOT))
                .then()
                .body("links.self", equalTo("/v1/press-releases?id=" + Newsroom.FLOODS_IN_BERNE));
    }

    @Test
    void a_follower_of_one_release_is_told_of_no_other() {
        Desk desk = Desk.chief();
        long start = Long.parseLong(given().get("/v1").header("Communique-Sequence"));
        String id = desk.published("Followed by its id");
        String other = desk.published("Not followed");
        desk.verb(other, "retract", "{\"reason\":\"Wrong\"}").statusCode(200);
        desk.verb(id, "retract", "{\"reason\":\"Wrong\"}").statusCode(200);
        given().get("/v1/changes?id=" + id + "&after=" + start)
                .then()
                .body("data.subject.id", equalTo(List.of(id, id)))
                .body("data.type", equalTo(List.of("press-release.published", "press-release.retracted")));
    }

    @Test
    void it_takes_up_to_a_hundred_uuids() {
        for (String id : List.of("x", "5b1c0f6e", "00000000-0000-0000-0000-000000000000")) {
            FilterCheck.refused("id=" + id, "not-a-uuid");
        }
        FilterCheck.refused(ids(101), "too-many");
        FilterCheck.refused("id=", "empty");
    }
}
