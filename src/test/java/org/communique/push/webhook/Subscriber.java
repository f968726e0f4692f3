package org.communique.push.webhook;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.support.Desk;
import org.communique.support.Waiting;

/** One who subscribes, with a key of its own. */
public final class Subscriber {
    public static final String PATH = "/v1/subscriptions";

    public final Desk desk = Desk.with("partner-" + UUID.randomUUID(), "subscribe");

    /** A webhook for the partner, verified. */
    public String webhook(Partner partner, String filter, String more) {
        String id = create(partner.url(), filter, more).getString("id");
        awaitStatus(id, "active");
        return id;
    }

    public JsonPath create(String url, String filter, String more) {
        return desk.json()
                .body("{\"url\":" + (url == null ? "null" : "\"" + url + "\"") + ",\"filter\":\"" + filter + "\"" + more
                        + "}")
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    public Response read(String id) {
        return desk.keyed().get(PATH + "/" + id);
    }

    void awaitStatus(String id, String status) {
        Waiting.untilTrue(() -> status.equals(read(id).path("status")), () -> read(id).asString());
    }

    Response patch(String id, String patch) {
        return patching(read(id).header("ETag")).body(patch).patch(PATH + "/" + id);
    }

    RequestSpecification patching(String etag) {
        RequestSpecification request = desk.keyed().contentType("application/merge-patch+json");
        return etag == null ? request : request.header("If-Match", etag);
    }

    public List<Map<String, Object>> deliveries(String id, String query) {
        return desk.keyed()
                .get(PATH + "/" + id + "/deliveries" + query)
                .then()
                .statusCode(200)
                .body("meta.totalRelation", equalTo("eq"))
                .extract()
                .path("data");
    }

    /** Waits until everything that has happened so far is told. */
    public void awaitAllDelivered(String id) {
        long present = Long.parseLong(RestAssured.get("/v1/navigation").header("Communique-Sequence"));
        Waiting.untilTrue(
                () -> read(id).jsonPath().getLong("sequence") >= present
                        && deliveries(id, "?status=pending").isEmpty(),
                () -> read(id).asString() + " pending: " + deliveries(id, "?status=pending"));
    }
}
