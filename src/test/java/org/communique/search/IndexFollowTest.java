package org.communique.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import org.communique.support.Api;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published is found, what is gone is not, and what is not public never was there. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class IndexFollowTest {
    /** The design's limit is one second; a busy machine gets some more, and the benchmark measures. */
    private static final long PATIENCE = 5_000;

    private final Desk desk = Desk.chief();
    private final Api api = new Api();

    @BeforeEach
    void ready() {
        Index.await();
    }

    private JsonNode search(String query) {
        Api.Answer answer = api.get("/v1/press-releases?fields=id,title&" + query);
        assertEquals(200, answer.status(), answer.response().body());
        return answer.json();
    }

    private boolean isFound(String word) {
        return search("q=" + word).at("/meta/total").asInt() == 1;
    }

    private static void soon(BooleanSupplier wanted) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (!wanted.getAsBoolean()) {
            assertTrue(System.currentTimeMillis() < deadline, "it has not happened");
            Thread.sleep(10);
        }
    }

    @Test
    void a_release_is_found_as_it_is_and_not_as_it_was() throws Exception {
        String id = desk.draft(Desk.content("Zyxonite found", ""));
        assertEquals(0, search("q=zyxonite").at("/meta/total").asInt(), "a draft");
        desk.verb(id, "publish", "{}").statusCode(200);
        soon(() -> isFound("zyxonite"));
        edit(id, "Wuxonite found");
        desk.verb(id, "publish", "{\"changeNote\":\"The name\",\"major\":true}").statusCode(200);
        soon(() -> isFound("wuxonite"));
        assertEquals(0, search("q=zyxonite").at("/meta/total").asInt());
        desk.verb(id, "withdraw", "{\"reason\":\"It is lost\"}").statusCode(200);
        soon(() -> search("q=wuxonite&status=withdrawn").at("/meta/total").asInt() == 1);
        assertEquals(0, search("q=wuxonite&status=published").at("/meta/total").asInt());
        desk.verb(id, "retract", "{\"reason\":\"It never was\"}").statusCode(200);
        soon(() -> search("q=wuxonite").at("/meta/total").asInt() == 0);
        assertEquals(0, api.get("/v1/suggestions?q=wuxoni").json().at("/data").size());
    }

    private void edit(String id, String title) {
        String tag = desk.keyed().get("/v1/drafts/" + id).header("ETag");
        desk.keyed()
                .contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body("{\"texts\":{\"en\":{\"title\":\"" + title + "\",\"body\":{\"html\":\"<p>" + title + "</p>\"}}}}")
                .patch("/v1/drafts/" + id)
                .then()
                .statusCode(201);
    }

    @Test
    void an_embargoed_release_is_nowhere_in_the_index() {
        String id = desk.draft(Desk.content("Embargonite is coming", ""));
        String at = Instant.now()
                .plus(2, ChronoUnit.HOURS)
                .truncatedTo(ChronoUnit.HOURS)
                .toString();
        desk.verb(id, "schedule", "{\"publishAt\":\"" + at + "\",\"embargoed\":true}")
                .statusCode(200);
        String other = desk.draft(Desk.content("Something else", ""));
        desk.verb(other, "publish", "{}").statusCode(200);
        Index.await();
        JsonNode found = search("q=embargonite&facets=month,language");
        assertEquals(0, found.at("/meta/total").asInt());
        assertTrue(found.at("/meta/didYouMean").isMissingNode());
        assertEquals(0, search("q=embargonit").at("/meta/total").asInt());
        assertTrue(search("q=embargonit").at("/meta/didYouMean").isMissingNode());
        assertEquals(0, api.get("/v1/suggestions?q=embargo").json().at("/data").size());
    }

    @Test
    void a_search_that_wants_a_number_gets_it_or_is_told_to_wait() throws Exception {
        String id = desk.draft(Desk.content("Sequenite found", ""));
        desk.verb(id, "publish", "{}").statusCode(200);
        long number = api.get("/v1").sequence();
        String wanted = Long.toString(number);
        int waits = 0;
        Api.Answer answer = ask(wanted);
        while (answer.status() == 503 && waits++ < 100) {
            assertEquals("1", answer.header("Retry-After"));
            Thread.sleep(50);
            answer = ask(wanted);
        }
        assertEquals(200, answer.status());
        assertEquals(1, answer.json().at("/meta/total").asInt());
        assertTrue(answer.sequence() >= number);
        assertEquals(503, ask(Long.toString(number + 1_000_000)).status());
    }

    private Api.Answer ask(String number) {
        return api.send("GET", "/v1/press-releases?q=sequenite", null, "Communique-Min-Sequence", number);
    }
}
