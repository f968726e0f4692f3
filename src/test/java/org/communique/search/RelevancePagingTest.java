package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.communique.search.index.SearchConfig;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A list by relevance is walked through once, whatever is published and retracted meanwhile. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class RelevancePagingTest {
    private static final int WALKS = 4;

    @Inject
    SearchConfig config;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Desk desk = Desk.chief();

    @Test
    void none_is_shown_twice_and_none_that_stays_is_left_out() {
        Assumptions.assumeTrue(config.backend() == SearchConfig.Backend.LUCENE, "OpenSearch pages by rank");
        Logger.getLogger(getClass()).infof("The seed is %d", seed);
        for (int walk = 0; walk < WALKS; walk++) {
            String word = "walk" + walk + "word";
            List<String> there = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                there.add(publish(word));
            }
            Index.await();
            List<String> shown = new ArrayList<>();
            List<List<String>> pages = new ArrayList<>();
            Set<String> retracted = new HashSet<>();
            String previous = null;
            for (String next = "/v1/press-releases?fields=id&limit=7&q=" + word + " common"; next != null; ) {
                JsonPath page =
                        given().get(next).then().statusCode(200).extract().jsonPath();
                shown.addAll(page.getList("data.id"));
                pages.add(page.getList("data.id"));
                next = page.getString("links.next");
                previous = page.getString("links.prev");
                for (int i = random.nextInt(6); i > 0 && pages.size() < 9; i--) {
                    publish(word);
                }
                for (int i = random.nextInt(4); i > 0; i--) {
                    String id = there.get(random.nextInt(there.size()));
                    if (retracted.add(id)) {
                        desk.verb(id, "retract", "{\"reason\":\"Wrong\"}").statusCode(200);
                    }
                }
                Index.await();
            }
            assertEquals(shown.size(), new HashSet<>(shown).size(), "none twice");
            there.removeAll(retracted);
            assertTrue(shown.containsAll(there), "none left out");
            for (int i = pages.size() - 2; i >= 0; i--) {
                JsonPath page =
                        given().get(previous).then().statusCode(200).extract().jsonPath();
                List<String> left = new ArrayList<>(pages.get(i));
                left.removeAll(retracted);
                assertEquals(left, page.getList("data.id"), "back to " + i);
                if (left.isEmpty()) {
                    return;
                }
                previous = page.getString("links.prev");
            }
        }
    }

    /** Words that differ in number and length move all scores. */
    private String publish(String word) {
        String body = (word + " common ").repeat(1 + random.nextInt(5)) + "other words ".repeat(random.nextInt(40));
        String id = desk.draft("{\"originalLanguage\":\"en\",\"date\":\"2032-03-0" + (1 + random.nextInt(9))
                + "\",\"texts\":{\"en\":{\"title\":\"" + (random.nextInt(4) == 0 ? word : "Title")
                + "\",\"body\":{\"html\":\"<p>" + body + "</p>\"}}}}");
        desk.verb(id, "publish", "{}").statusCode(200);
        return id;
    }

    @Test
    void what_falls_into_more_words_than_a_search_takes_is_a_fault() {
        Index.await();
        for (String query : List.of(
                "\ud83d\ude00".repeat(400), "\u4e2d".repeat(400), "a/".repeat(400), "\u0e01\u0e32".repeat(400))) {
            int status =
                    given().queryParam("q", query).get("/v1/press-releases").statusCode();
            assertTrue(status == 200 || status == 400, status + " for " + query.substring(0, 2));
        }
        Assumptions.assumeTrue(config.backend() == SearchConfig.Backend.LUCENE, "OpenSearch takes longer phrases");
        given().queryParam("q", "\"" + "\ud83d\ude00".repeat(400) + "\"")
                .get("/v1/press-releases")
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("too-many-words"))
                .body("type", equalTo("/problems/invalid-parameters"));
    }
}
