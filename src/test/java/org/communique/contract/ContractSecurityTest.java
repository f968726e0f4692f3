package org.communique.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communique.support.Api;
import org.communique.support.Contract;
import org.communique.support.Contract.Operation;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each operation is called as its security in the contract says: without a key, with all other scopes, with its scope alone. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ContractSecurityTest {
    private static final List<String> SCOPES = List.of(
            "write:drafts",
            "publish",
            "retract",
            "read:embargoed",
            "write:terms",
            "subscribe",
            "import",
            "read:audit",
            "admin");
    private static final Map<String, List<String>> IMPLIED =
            Map.of("admin", SCOPES, "import", List.of("publish", "retract", "write:terms"));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Api api = new Api();
    private final Contract contract = Contract.generated();
    private final Map<String, String> keys = new HashMap<>();

    private record Answer(int status, JsonNode problem) {}

    /** The scope of an operation in the contract; null where it is public. */
    private static String scope(Operation operation) {
        JsonNode security = operation.node().path("security");
        assertTrue(security.isArray() && security.size() < 2, operation.id() + " says whether it is public");
        return security.isEmpty() ? null : security.at("/0/apiKey/0").asText();
    }

    private String key(Stream<String> scopes) {
        String names = scopes.map(scope -> '"' + scope + '"').collect(Collectors.joining(","));
        return keys.computeIfAbsent(
                names,
                nothing -> api.send(
                                "POST", "/v1/api-keys", "{\"name\":\"contract-security\",\"scopes\":[" + names + "]}")
                        .json()
                        .path("secret")
                        .asText());
    }

    private Answer call(Operation operation, String key) throws IOException, InterruptedException {
        String path = operation.template().replaceAll("\\{format}", "json").replaceAll("\\{[^}]+}", "none-such");
        JsonNode content =
                contract.resolve(operation.node().path("requestBody")).path("content");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .method(
                        operation.method(),
                        content.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{\"none-such\":1}"));
        content.fieldNames().forEachRemaining(type -> request.setHeader("Content-Type", type));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        // A stream has no end.
        try (InputStream body = answer.body()) {
            return new Answer(
                    answer.statusCode(), answer.statusCode() >= 400 ? new ObjectMapper().readTree(body) : null);
        }
    }

    @Test
    void an_operation_asks_for_the_scope_that_the_contract_names_and_a_public_one_for_none() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : contract.operations()) {
            String scope = scope(operation);
            int anonymous = call(operation, null).status();
            if ((anonymous == 401) != (scope != null)) {
                wrong.add(operation.id() + " needs " + scope + ", and without a key answers " + anonymous);
            }
            if (scope != null) {
                Answer other = call(
                        operation,
                        key(SCOPES.stream()
                                .filter(one -> !one.equals(scope)
                                        && !IMPLIED.getOrDefault(one, List.of()).contains(scope))));
                if (other.status() != 403
                        || !other.problem().path("scope").asText().equals(scope)) {
                    wrong.add(operation.id() + " needs " + scope + ", and with all others answers " + other);
                }
                int own = call(operation, key(Stream.of(scope))).status();
                if (own == 401 || own == 403) {
                    wrong.add(operation.id() + " needs " + scope + ", and with it answers " + own);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
