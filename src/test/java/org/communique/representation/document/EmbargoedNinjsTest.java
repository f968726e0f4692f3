package org.communique.representation.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class EmbargoedNinjsTest {
    private static final String DUE = "2091-01-01T10:00:00.000Z";

    private final Desk chief = Desk.chief();
    private Desk agency;

    @BeforeEach
    void giveTheAgencyAKey() {
        agency = Desk.with("agency", "read:embargoed");
    }

    private String embargoed() {
        String id = chief.draft(Desk.content("Hold until Monday", ",\"place\":\"Vienna\""));
        chief.verb(id, "schedule", "{\"publishAt\":\"" + DUE + "\",\"embargoed\":true}")
                .statusCode(200);
        return "/v1/embargoed/" + id;
    }

    @Test
    void an_agency_gets_the_news_object_with_the_instant_it_waits_for() {
        String address = embargoed();
        String document = agency.keyed()
                .get(address + ".ninjs")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/vnd.iptc.ninjs+json")
                .header("Cache-Control", "private, no-store")
                .body("embargoedUntil", equalTo(DUE))
                .body("pubStatus", equalTo("usable"))
                .body("headlines[0].value", equalTo("Hold until Monday"))
                .extract()
                .asString();
        NinjsSchema.assertValid(document);
        agency.keyed().get(address + ".ninjs?lang=ru").then().statusCode(404);
        agency.keyed()
                .get(address + ".ninjs?langs=ru")
                .then()
                .statusCode(400)
                .body("errors.didYouMean", hasItem("lang"));
    }

    @Test
    void nobody_else_gets_it() {
        String address = embargoed();
        given().get(address + ".ninjs").then().statusCode(401).header("Cache-Control", "private, no-store");
        Desk.with("writer", "write:drafts")
                .keyed()
                .get(address + ".ninjs")
                .then()
                .statusCode(403);
        for (String other : new String[] {Desk.newId(), Newsroom.DRUG_TRAFFICKING_CONFERENCE, "no-uuid"}) {
            agency.keyed().get("/v1/embargoed/" + other + ".ninjs").then().statusCode(404);
        }
    }
}
