package org.communique.changefeed;

import static io.restassured.RestAssured.given;
import static org.communique.support.Desk.content;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.communique.value.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class DigestTest {
    private final Desk desk = Desk.chief();

    private static JsonPath digest(String filter) {
        return given().urlEncodingEnabled(false)
                .get("/v1/press-releases/digest" + filter)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-cache")
                .extract()
                .jsonPath();
    }

    private static String hash(String lines) {
        return HexFormat.of().formatHex(Sha256.of(lines.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void it_is_made_of_ids_and_revisions_in_the_order_of_the_ids() {
        String first = "0a000000-0000-4000-8000-000000000001";
        String second = "f0000000-0000-4000-8000-000000000002";
        for (String id : List.of(second, first)) {
            desk.json()
                    .body(content("Digest " + id, ",\"meetings\":[]")
                            .replace("2032-03-04", "2032-0" + id.charAt(35) + "-04"))
                    .put("/v1/drafts/" + id);
            desk.verb(id, "publish", "{}").statusCode(200);
        }
        desk.verb(first, "withdraw", "{}").statusCode(200);
        String filter = "?from=2032-01-01&to=2032-12-31";
        given().get("/v1/press-releases/digest" + filter)
                .then()
                .body("count", equalTo(2))
                .body("hash", equalTo(hash(first + " 2\n" + second + " 1\n")))
                .body("months.month", equalTo(List.of("2032-01", "2032-02")))
                .body("months.count", equalTo(List.of(1, 1)))
                .body("months[0].hash", equalTo(hash(first + " 2\n")))
                .body("months[1].hash", equalTo(hash(second + " 1\n")));
        assertEquals(hash(""), digest("?from=2039-01-01").getString("hash"));
    }

    @Test
    void one_changed_release_of_many_changes_exactly_one_month() {
        Archives.importing(IntStream.range(0, 400)
                .mapToObj(i ->
                        "{\"record\":\"press-release\",\"externalIds\":[{\"system\":\"digest\",\"id\":\"" + i + "\"}],"
                                + content("Many " + i, "")
                                        .substring(1)
                                        .replace(
                                                "2032-03-04",
                                                LocalDate.of(2015, 1, 1)
                                                        .plusDays(i * 2L)
                                                        .toString()))
                .toArray(String[]::new));
        JsonPath before = digest("");
        String id = given().get("/v1/press-releases?limit=1&sort=date").path("data[0].id");
        String month =
                given().get("/v1/press-releases/" + id).<String>path("date").substring(0, 7);
        desk.verb(id, "withdraw", "{}").statusCode(200);
        JsonPath after = digest("");
        assertNotEquals(before.getString("hash"), after.getString("hash"));
        assertEquals(before.getInt("count"), after.getInt("count"));
        List<Map<String, Object>> old = before.getList("months");
        List<Map<String, Object>> now = after.getList("months");
        assertEquals(
                List.of(month),
                now.stream()
                        .filter(one -> !old.contains(one))
                        .map(one -> one.get("month"))
                        .toList());
        assertEquals(old.size(), now.size());
    }

    @Test
    void a_search_has_no_digest() {
        given().get("/v1/press-releases/digest?q=peace&limit=3")
                .then()
                .statusCode(400)
                .body("errors.name", equalTo(List.of("q", "limit")));
    }
}
