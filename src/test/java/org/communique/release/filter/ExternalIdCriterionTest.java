package org.communique.release.filter;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.communique.support.Desk;
import org.communique.support.Index;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ExternalIdCriterionTest {
    private static final String DRUGS = "externalId=sample:2010-07-08-drugs";

    private static String known(Desk desk, String title, String system, String id) {
        String release = desk.draft(
                Desk.content(title, ",\"externalIds\":[{\"system\":\"" + system + "\",\"id\":\"" + id + "\"}]"));
        desk.verb(release, "publish", "{}").statusCode(200);
        return release;
    }

    @Test
    void it_selects_the_releases_that_other_systems_know_by_the_ids_everywhere() {
        FilterCheck.of(DRUGS).selects(Newsroom.DRUG_TRAFFICKING_CONFERENCE);
        FilterCheck.of(DRUGS + "&externalId=sample:2009-03-19-mock-trials&externalId=sample:unknown")
                .selects(Newsroom.DRUG_TRAFFICKING_CONFERENCE, "5b1c0f6e-0002-4a7e-9c21-3d2f8a6b0002");
        FilterCheck.of(DRUGS + "&status=withdrawn").selects();
    }

    @Test
    void an_id_that_points_at_no_public_release_selects_nothing() {
        FilterCheck.of("externalId=sample:unknown").selects();
        FilterCheck.of("externalId=other:2010-07-08-drugs").selects();
    }

    @Test
    void systems_and_ids_may_have_colons() {
        Desk desk = Desk.chief();
        String one = known(desk, "Known by an address", "https://old.example.org", "news:1");
        String other = known(desk, "Known by another", "https", "//old.example.org:news:2");
        Index.await();
        for (String query : List.of("", "&q=known")) {
            given().urlEncodingEnabled(false)
                    .get("/v1/press-releases?externalId=https://old.example.org:news:1" + query)
                    .then()
                    .body("data.id", equalTo(List.of(one)));
            given().urlEncodingEnabled(false)
                    .get("/v1/press-releases?externalId=https://old.example.org:news:2" + query)
                    .then()
                    .body("data.id", equalTo(List.of(other)));
        }
    }

    @Test
    void a_follower_is_told_of_the_release_from_then_on_until_it_is_retracted() {
        Desk desk = Desk.chief();
        long start = Long.parseLong(given().get("/v1").header("Communique-Sequence"));
        desk.published("Known by nobody");
        String id = known(desk, "Known by a follower", "follower", "a b&c");
        desk.verb(id, "retract", "{\"reason\":\"Wrong\"}").statusCode(200);
        given().urlEncodingEnabled(false)
                .get("/v1/changes?externalId=follower:a%20b%26c&after=" + start)
                .then()
                .body("data.subject.id", equalTo(List.of(id, id)))
                .body("data.type", equalTo(List.of("press-release.published", "press-release.retracted")));
        given().urlEncodingEnabled(false)
                .get("/v1/press-releases?externalId=follower:a%20b%26c")
                .then()
                .body("meta.total", equalTo(0));
    }

    @Test
    void an_id_stays_with_its_release_and_leads_to_no_other() {
        Desk desk = Desk.chief();
        String first = known(desk, "The first", "stays", "1");
        desk.patch(first, "{\"externalIds\":[]}").statusCode(201);
        desk.verb(first, "publish", "{}").statusCode(200).body("externalIds.id", equalTo(List.of("1")));
        String second =
                desk.draft(Desk.content("The second", ",\"externalIds\":[{\"system\":\"stays\",\"id\":\"1\"}]"));
        desk.verb(second, "publish", "{}")
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/externalIds/0")))
                .body("errors.code", equalTo(List.of("taken")));
        given().get("/v1/press-releases?externalId=stays:1").then().body("data.id", equalTo(List.of(first)));
    }

    @Test
    void an_id_of_colons_alone_is_refused_for_its_length() {
        FilterCheck.refused("externalId=" + ":".repeat(700), "not-an-external-id");
    }

    @Test
    void it_takes_up_to_a_hundred_systems_with_an_id() {
        for (String id : List.of("x", ":x", "x:", ":")) {
            FilterCheck.refused("externalId=" + id, "not-an-external-id");
        }
        FilterCheck.refused(
                IntStream.range(0, 101).mapToObj(i -> "externalId=x:" + i).collect(Collectors.joining("&")),
                "too-many");
        given().get("/v1/press-releases?externalId=x&id=y&year=z")
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("not-a-uuid", "not-an-external-id", "not-a-year")))
                .body("errors.allowed.flatten()", hasItem("a UUID"));
    }
}
