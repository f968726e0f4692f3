package org.communique.contract;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.communique.http.problem.ProblemType;
import org.communique.support.Contract;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ContractTest {
    @Test
    void the_committed_contract_is_the_generated_one() throws IOException {
        for (String file : new String[] {"openapi.yaml", "openapi.json"}) {
            String generated = Files.readString(Path.of("target/openapi", file));
            assertEquals(
                    generated,
                    Files.readString(Path.of("openapi", file)),
                    "openapi/" + file + " is stale: cp target/openapi/* openapi/");
        }
    }

    @Test
    void it_is_served_and_every_operation_is_described_with_an_example_and_its_problems() {
        JsonPath contract = when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertTrue(contract.getString("openapi").startsWith("3.1"), contract.getString("openapi"));
        Map<String, Map<String, Map<String, Object>>> paths = contract.getMap("paths");
        assertTrue(paths.size() >= 14, paths.keySet().toString());
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            String name = method + " " + path;
            for (String member : new String[] {"operationId", "summary", "description"}) {
                assertNotNull(operation.get(member), name + " " + member);
            }
            Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
            assertTrue(responses.containsKey("400"), name + " has its problems");
            boolean described = responses.entrySet().stream()
                    .filter(response -> response.getKey().toString().matches("20[012]"))
                    // An answer without a body, as the hub's, has nothing to show.
                    .filter(response -> response.getValue().toString().contains("content="))
                    .allMatch(response -> response.getValue().toString().contains("examples="));
            assertTrue(described, name + " has an example");
        }));
    }

    @Test
    void every_example_is_as_its_schema_says() {
        Contract contract = Contract.generated();
        List<String> wrong = new ArrayList<>();
        for (Contract.Operation operation : contract.operations()) {
            List<JsonNode> all = new ArrayList<>(List.of(operation.node().path("requestBody")));
            operation.node().path("responses").forEach(all::add);
            for (JsonNode one : all) {
                contract.resolve(one)
                        .path("content")
                        .fields()
                        .forEachRemaining(media -> media.getValue()
                                .path("examples")
                                .forEach(example -> {
                                    JsonNode value = contract.resolve(example).path("value");
                                    if (media.getKey().matches("application/(.*\\+)?json")) {
                                        contract.faults(media.getValue().path("schema"), value)
                                                .forEach(fault ->
                                                        wrong.add(operation.id() + " " + example + ": " + fault));
                                    }
                                }));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void the_start_page_says_what_this_is_and_leads_to_the_reference() {
        given().header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/html;charset=UTF-8"))
                .body(containsString("press releases"))
                .body(containsString("href=\"/q/swagger-ui\""));
        when().get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger"));
    }

    @Test
    void every_problem_type_has_its_page() {
        for (ProblemType type : ProblemType.values()) {
            when().get(type.path())
                    .then()
                    .statusCode(200)
                    .body("status", equalTo(type.status()))
                    .body("meaning", equalTo(type.meaning()));
            given().header("Accept", "text/html")
                    .get(type.path())
                    .then()
                    .statusCode(200)
                    .header("Content-Type", equalTo("text/html;charset=UTF-8"))
                    .body(containsString(type.title()));
        }
    }

    @Test
    void the_entry_document_leads_to_everything() {
        JsonPath entry = when().get("/v1").then().statusCode(200).extract().jsonPath();
        entry.getMap("collections")
                .values()
                .forEach(path -> when().get(path.toString()).then().statusCode(200));
        entry.getMap("documents")
                .values()
                .forEach(path -> when().get(path.toString()).then().statusCode(200));
    }

    /** Whatever the extension writes into its page has to be in the policy. */
    @Test
    void the_reference_runs_its_own_scripts_only_and_in_no_frame() throws NoSuchAlgorithmException {
        Response page = given().get("/q/swagger-ui/");
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
        String html = new String(page.asByteArray(), StandardCharsets.UTF_8);
        Matcher scripts =
                Pattern.compile("<script[^>]*>(.*?)</script>", Pattern.DOTALL).matcher(html);
        int inline = 0;
        while (scripts.find()) {
            if (!scripts.group(1).isBlank()) {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
                String source = "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
                assertTrue(policy.contains(source), source + " is not in " + policy);
                inline++;
            }
        }
        assertEquals(2, inline);
        given().get("/q/openapi").then().header("Content-Security-Policy", containsString("'none'"));
    }
}
