package org.communique.http.request;

import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Operations;
import org.communique.support.Operations.Operation;
import org.communique.support.RawConnection;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a request brings and the store keeps fits its column, or is refused before. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class LongestInputTest {
    private final Desk desk = Desk.chief();

    /** The longest key on the longest path, in the characters that take the most room. */
    @Test
    void an_idempotency_key_fits_beside_every_path_or_is_refused() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            for (Operation operation : Operations.all()) {
                if (operation.method().equals("POST") && !operation.path().equals("/v1/imports")) {
                    for (String key :
                            new String[] {"k".repeat(255), "k".repeat(256), "\u00ff".repeat(255), "'\"%_\\", " "}) {
                        for (int length : new int[] {0, 499, 500, 501, 4_000}) {
                            String path = operation.address();
                            String address = "/" + "/".repeat(Math.max(0, length - path.length())) + path.substring(1);
                            int status = connection.send(operation.request(address, Map.of("Idempotency-Key", key)));
                            String what =
                                    operation + " with a key of " + key.length() + " on " + length + ": " + status;
                            assertTrue(status >= 200 && status < 500, what);
                            assertTrue(length <= 500 || status == 404, what);
                        }
                    }
                }
            }
        }
    }

    @Test
    void a_note_for_later_is_kept_whatever_it_is_made_of() {
        for (String letter : new String[] {"\\u0001", "\\\"", "é", "x"}) {
            String id = desk.draft(Desk.content("Long note", ""));
            desk.verb(
                            id,
                            "schedule",
                            "{\"publishAt\":\"2199-01-01T00:00:00Z\",\"changeNote\":\"" + letter.repeat(4_000) + "\"}")
                    .statusCode(oneOf(200, 422));
            desk.verb(id, "publish", "{\"changeNote\":\"" + letter.repeat(4_000) + "\"}")
                    .statusCode(200);
            desk.verb(id, "withdraw", "{\"reason\":\"" + letter.repeat(4_000) + "\"}")
                    .statusCode(200);
            desk.verb(id, "retract", "{\"reason\":\"" + letter.repeat(4_000) + "\"}")
                    .statusCode(200);
        }
    }

    @Test
    void a_release_that_is_too_much_for_the_store_is_refused() {
        String body = "{\"title\":\"Much\",\"body\":{\"html\":\"<p>" + "x".repeat(600_000) + "</p>\"}}";
        String two = "{\"originalLanguage\":\"en\",\"date\":\"2032-03-04\",\"texts\":{\"en\":" + body + ",\"fr\":"
                + body + "}}";
        String contact = "{\"name\":\"" + "n".repeat(500) + "\",\"role\":\"" + "r".repeat(500)
                + "\",\"organisation\":\"" + "o".repeat(500) + "\",\"phone\":\"" + "p".repeat(100) + "\"},";
        String contacts = Desk.content("Many", ",\"contacts\":[" + (contact.repeat(500)) + "{\"name\":\"x\"}]")
                .replace(",{\"name\":\"x\"}]", "]");
        String tags = Desk.content("Tags", "").replace("<p>", tags(90_000) + "<p>");
        for (String content : new String[] {two, contacts, tags}) {
            String id = Desk.newId();
            int status = desk.json()
                    .header("Idempotency-Key", id)
                    .body(content)
                    .post("/v1/drafts")
                    .then()
                    .statusCode(lessThan(500))
                    .extract()
                    .statusCode();
            if (status == 201) {
                desk.json().body(content).put("/v1/drafts/" + id).then().statusCode(201);
                desk.verb(id, "publish", "{}").statusCode(lessThan(500));
                desk.read(id).then().statusCode(200);
            }
        }
    }

    private static String tags(int count) {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < count; i++) {
            tags.append("<x").append(Integer.toString(i, 36)).append('>');
        }
        return tags.toString();
    }

    @Test
    void names_of_the_longest_are_kept() {
        String name = "n" + "\ud83d\udcf0".repeat(99);
        Desk other = Desk.with(name, "write:drafts", "publish");
        String id = other.draft(Desk.content("By somebody", ""));
        other.verb(id, "publish", "{}").statusCode(200);
        desk.keyed().queryParam("actor", name).get("/v1/audit?limit=1").then().statusCode(200);
        desk.keyed()
                .queryParam("touchedBy", "x".repeat(14_000))
                .get("/v1/drafts")
                .then()
                .statusCode(200);
        for (String vocabulary :
                new String[] {"countries", "fields-of-work", "organizational-units", "meeting-series"}) {
            desk.json()
                    .body("{\"names\":{\"en\":\"" + "n".repeat(500) + "\"},\"description\":\"" + "d".repeat(4_000)
                            + "\"}")
                    .put("/v1/" + vocabulary + "/" + "a".repeat(255))
                    .then()
                    .statusCode(lessThan(500));
        }
    }
}
