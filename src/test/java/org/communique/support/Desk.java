package org.communique.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** A press officer at work: drafts and verbs over HTTP, with a key. */
public final class Desk {
    private final String key;

    public Desk(String key) {
        this.key = key;
    }

    /** With every scope. */
    public static Desk chief() {
        return new Desk(TestStore.KEY);
    }

    /** With a new key that has these scopes. */
    public static Desk with(String name, String... scopes) {
        String secret = chief().json()
                .body("{\"name\":\"" + name + "\",\"scopes\":[\"" + String.join("\",\"", scopes) + "\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        return new Desk(secret);
    }

    public RequestSpecification keyed() {
        return given().header("Authorization", "Bearer " + key);
    }

    public RequestSpecification json() {
        return keyed().contentType("application/json");
    }

    /** A complete content in English. */
    public static String content(String title, String more) {
        return "{\"originalLanguage\":\"en\",\"date\":\"2032-03-04\",\"texts\":{\"en\":{\"title\":\"" + title
                + "\",\"body\":{\"html\":\"<p>Body of " + title + "</p>\"}}}" + more + "}";
    }

    public String draft(String content) {
        return json().body(content)
                .post("/v1/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public ValidatableResponse verb(String id, String verb, String body) {
        String place = verb.matches("publish|schedule|unschedule") ? "/v1/drafts/" : "/v1/press-releases/";
        return json().body(body).post(place + id + "/" + verb).then();
    }

    public String published(String title) {
        String id = draft(content(title, ""));
        verb(id, "publish", "{}").statusCode(200);
        return id;
    }

    public Response read(String id) {
        return keyed().get("/v1/drafts/" + id);
    }

    /** Patches with the present validator. */
    public ValidatableResponse patch(String id, String patch) {
        return keyed().header("If-Match", read(id).header("ETag"))
                .contentType("application/merge-patch+json")
                .body(patch.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .patch("/v1/drafts/" + id)
                .then();
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }
}
