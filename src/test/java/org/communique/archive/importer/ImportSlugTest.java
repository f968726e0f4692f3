package org.communique.archive.importer;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.communique.support.Archives.importing;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.UUID;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ImportSlugTest {
    private static String release(UUID id, String title, String more) {
        return "{\"record\":\"press-release\",\"id\":\"" + id
                + "\",\"originalLanguage\":\"en\",\"date\":\"2030-01-02\"," + "\"texts\":{\"en\":{\"title\":\"" + title
                + "\",\"body\":{\"text\":\"Body of " + title + "\"}}}" + more + "}";
    }

    @Test
    void a_derived_one_that_is_taken_gets_a_number_and_a_chosen_one_is_a_fault() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        importing(release(one, "Same title here", ""), release(two, "Same title here", ""));
        when().get(path(one.toString())).then().body("slug", equalTo("same-title-here"));
        when().get(path(two.toString())).then().body("slug", equalTo("same-title-here-2"));
        JsonPath job = importing(
                release(UUID.randomUUID(), "Third", "").replace("\"title\"", "\"slug\":\"same-title-here\",\"title\""));
        assertEquals(List.of("slug-taken"), job.getList("faults.code"));
        assertEquals(List.of("/texts/en/slug"), job.getList("faults.pointer"));
    }

    @Test
    void a_replaced_one_leads_to_the_new_one() {
        UUID id = UUID.randomUUID();
        importing(release(id, "Old address", ""));
        importing(release(id, "Old address", "").replace("\"title\"", "\"slug\":\"new-address\",\"title\""));
        given().redirects()
                .follow(false)
                .get("/v1/press-releases/old-address")
                .then()
                .statusCode(308)
                .header("Location", "https://press.example.org/v1/press-releases/new-address");
    }
}
