package org.communique.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communique.support.Desk;
import org.communique.support.Keycloak;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service beside a real Keycloak. */
@Tag("full")
class KeycloakIT {
    private static final String RELEASES = "/v1/press-releases";
    /** Each for another scope. */
    private static final List<String> READS =
            List.of("/v1/drafts", "/v1/embargoed", "/v1/subscriptions", "/v1/audit", "/v1/api-keys");

    @TempDir
    Path folder;

    @Test
    void users_of_the_provider_may_do_what_their_roles_say_and_keys_work_beside() throws Exception {
        Optional<String> impossible = Keycloak.impossible();
        Assumptions.assumeTrue(impossible.isEmpty(), impossible::get);
        try (Keycloak keycloak = Keycloak.start()) {
            Map<String, String> settings = settings(keycloak.issuer());
            settings.put("QUARKUS_OIDC_TOKEN_AUDIENCE", "communique");
            try (Service service = Service.start(folder.resolve("service"), settings)) {
                service.talk();
                String carl = token(keycloak, "carl");
                rolesAllow(keycloak, carl);
                subscriptionsBelongToTheirUser(keycloak);
                otherTokensAreRefused(keycloak);
                keycloak.close();
                allowed("chief editor's token without the provider", carl, "/v1/drafts");
                allowed("key without the provider", TestStore.KEY, "/v1/drafts");
            }
        }
    }

    @Test
    void the_service_does_not_start_with_tokens_of_any_audience() throws Exception {
        Map<String, String> settings = settings("http://127.0.0.1:9/realms/press");
        String none = Service.refuses(folder.resolve("none"), settings);
        assertTrue(none.contains("set QUARKUS_OIDC_TOKEN_AUDIENCE"), none);
        settings.put("QUARKUS_OIDC_TOKEN_AUDIENCE", "any");
        String any = Service.refuses(folder.resolve("any"), settings);
        assertTrue(any.contains("set QUARKUS_OIDC_TOKEN_AUDIENCE"), any);
    }

    private static void rolesAllow(Keycloak keycloak, String carl) {
        String olga = token(keycloak, "olga");
        String ada = token(keycloak, "ada");
        assertEquals(List.of(200, 200, 403, 403, 403), reads(olga));
        assertEquals(List.of(200, 200, 403, 403, 403), reads(carl));
        assertEquals(List.of(403, 200, 200, 403, 403), reads(token(keycloak, "petra")));
        assertEquals(List.of(403, 403, 403, 200, 403), reads(ada));
        assertEquals(List.of(403, 403, 403, 403, 403), reads(token(keycloak, "norman")));
        assertEquals(List.of(200, 200, 200, 200, 200), reads(TestStore.KEY));

        String draft = new Desk(olga).draft(Desk.content("Signed by a token", ""));
        problem(new Desk(olga).verb(draft, "publish", "{}"), 403, "forbidden")
                .body("detail", equalTo("The user \"olga\" does not have the scope publish."));
        new Desk(carl).verb(draft, "publish", "{}").statusCode(200);
        given().get(RELEASES + "/" + draft).then().statusCode(200);
        problem(get(Desk.with("a reader", "read:embargoed"), "/v1/audit"), 403, "forbidden")
                .body("detail", startsWith("The key \"a reader\" "));
        get(new Desk(ada), "/v1/audit?limit=100")
                .statusCode(200)
                .body(containsString("\"olga\""), containsString("\"carl\""), not(containsString("\"petra\"")));
    }

    private static void subscriptionsBelongToTheirUser(Keycloak keycloak) {
        Desk petra = new Desk(token(keycloak, "petra"));
        String own = "/v1/subscriptions/"
                + petra.json()
                        .body("{\"filter\":\"\"}")
                        .post("/v1/subscriptions")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        get(petra, own).statusCode(200);
        problem(get(new Desk(token(keycloak, "paul")), own), 404, "not-found");
        get(Desk.chief(), own).statusCode(200);
        // Another token of the same user.
        get(new Desk(token(keycloak, "petra")), own).statusCode(200);
    }

    private static void otherTokensAreRefused(Keycloak keycloak) throws Exception {
        String valid = token(keycloak, "olga");
        String expired = keycloak.sign("hurried", "olga").get("access_token");
        int inside = valid.length() - 20;
        char changed = valid.charAt(inside) == 'A' ? 'B' : 'A';
        allowed("valid", valid, "/v1/drafts");
        Thread.sleep(2_500);
        Map<String, String> refused = Map.of(
                "changed",
                valid.substring(0, inside) + changed + valid.substring(inside + 1),
                "of another audience",
                keycloak.sign("elsewhere", "olga").get("access_token"),
                "ID token",
                keycloak.sign("communique", "olga").get("id_token"));
        for (int i = 0; i < 10; i++) {
            problem(get(new Desk(expired), "/v1/drafts"), 401, "unauthorized")
                    .body("detail", equalTo("The access token has expired."));
        }
        allowed("expired", expired, RELEASES);
        refused.forEach((which, token) -> {
            problem(get(new Desk(token), "/v1/drafts"), 401, "unauthorized")
                    .header("WWW-Authenticate", startsWith("Bearer"))
                    .body("detail", startsWith("The access token is not valid"));
            allowed(which, token, RELEASES);
        });
        problem(given().get("/v1/drafts").then(), 401, "unauthorized")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("detail", containsString("API key or access token"));
    }

    private static List<Integer> reads(String credential) {
        return READS.stream()
                .map(path -> new Desk(credential).keyed().get(path).statusCode())
                .toList();
    }

    private static ValidatableResponse get(Desk desk, String path) {
        return desk.keyed().get(path).then();
    }

    private static void allowed(String which, String credential, String path) {
        assertEquals(200, new Desk(credential).keyed().get(path).statusCode(), which);
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String type) {
        return answer.statusCode(status)
                .header("Content-Type", equalTo("application/problem+json"))
                .body("type", equalTo("/problems/" + type));
    }

    private static String token(Keycloak keycloak, String user) {
        return keycloak.sign("communique", user).get("access_token");
    }

    private static Map<String, String> settings(String issuer) {
        return new HashMap<>(Map.of(
                "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY",
                TestStore.KEY,
                "COMMUNIQUE_ACCESS_GUESSES_PER_MINUTE",
                "5",
                "COMMUNIQUE_SAMPLE",
                "false",
                "QUARKUS_OIDC_TENANT_ENABLED",
                "true",
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                issuer));
    }
}
