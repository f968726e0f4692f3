package org.communique.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.communique.support.Contract.Operation;

/**
 * Compares an answer with the contract: the status is declared for the operation, the media type for the status, the headers
 * have the form they are declared with, and the body matches its schema, each line or event of a stream too.
 */
public final class ContractCheck {
    private static final String PROBLEM = "application/problem+json";

    /** What may be said to a request for something that the contract does not know. */
    private static final Set<Integer> ELSEWHERE = Set.of(400, 404, 405, 408, 413, 414, 417, 429, 431, 501, 503, 505);

    /** What each line or event of a stream is, by operation and media type; OpenAPI 3.1 cannot say it. */
    private static final Map<String, String> ITEMS = Map.of(
            "listPressReleasesAs application/x-ndjson", "PressRelease",
            "listPressReleases application/x-ndjson", "PressRelease",
            "streamChanges text/event-stream", "Change");

    private final Contract contract;

    public ContractCheck(Contract contract) {
        this.contract = contract;
    }

    /** What is wrong with it; nothing where it is as the contract says. */
    public List<String> faults(Exchanged answer) {
        if (answer.path().startsWith("/q/")
                || answer.path().equals("/")
                || answer.method().equals("OPTIONS")) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        contract.find(answer.method(), answer.path())
                .ifPresentOrElse(operation -> check(operation, answer, faults), () -> checkElsewhere(answer, faults));
        return faults;
    }

    private void check(Operation operation, Exchanged answer, List<String> faults) {
        String name = operation.id() + " " + answer.status() + ": ";
        JsonNode declared = contract.resolve(operation.node().path("responses").path("" + answer.status()));
        if (declared.isMissingNode()) {
            faults.add(name + "the status is not declared");
            return;
        }
        declared.path("headers")
                .fields()
                .forEachRemaining(header ->
                        checkHeader(name + header.getKey(), answer, header.getKey(), header.getValue(), faults));
        JsonNode content = declared.path("content");
        if (content.isEmpty()) {
            if (answer.body() != null && answer.body().length > 0) {
                faults.add(name + "has a body, and none is declared");
            }
            return;
        }
        JsonNode media = content.path(answer.mediaType());
        if (media.isMissingNode()) {
            faults.add(name + "the media type \"" + answer.mediaType() + "\" is not declared");
        } else if (!answer.method().equals("HEAD") && answer.body() != null) {
            checkBody(operation, answer, media.path("schema"), faults);
        }
    }

    private void checkHeader(String name, Exchanged answer, String header, JsonNode reference, List<String> faults) {
        JsonNode declared = contract.resolve(reference);
        String value = answer.header(header).orElse(null);
        if (value == null) {
            if (declared.path("required").asBoolean()) {
                faults.add(name + " is missing");
            }
            return;
        }
        boolean number =
                declared.path("schema").path("type").asText().equals("integer") && value.matches("-?\\d{1,18}");
        JsonNode typed = number
                ? Contract.JSON.getNodeFactory().numberNode(Long.parseLong(value))
                : Contract.JSON.getNodeFactory().textNode(value);
        contract.faults(declared.path("schema"), typed).forEach(fault -> faults.add(name + " " + fault));
    }

    private void checkElsewhere(Exchanged answer, List<String> faults) {
        String name = "an address or method that is not in the contract, " + answer.status() + ": ";
        if (!ELSEWHERE.contains(answer.status())) {
            faults.add(name + "the status is not among those");
        } else if (!answer.mediaType().equals(PROBLEM)) {
            faults.add(name + "no problem document but \"" + answer.mediaType() + "\"");
        } else if (!answer.method().equals("HEAD") && answer.body() != null) {
            checkJson(name, text(answer), value -> contract.faults("Problem", value), answer, faults);
        }
    }

    private void checkBody(Operation operation, Exchanged answer, JsonNode schema, List<String> faults) {
        String name = operation.id() + " " + answer.status() + ": ";
        String type = answer.mediaType();
        String item = ITEMS.get(operation.id() + " " + type);
        if (type.endsWith("json") && !type.equals("application/x-ndjson")) {
            checkJson(name, text(answer), value -> contract.faults(schema, value), answer, faults);
        } else if (item != null) {
            lines(type, text(answer))
                    .forEach(line -> checkJson(name, line, value -> contract.faults(item, value), answer, faults));
        } else if (answer.body().length == 0 && !type.startsWith("text/") && !type.equals("application/x-ndjson")) {
            faults.add(name + "the body is empty");
        }
    }

    /** The documents in a stream; the last one, which may be cut off, is left out where it has no end. */
    private static Stream<String> lines(String type, String text) {
        Stream<String> whole = text.substring(0, text.lastIndexOf('\n') + 1).lines();
        return type.equals("text/event-stream")
                ? whole.filter(line -> line.startsWith("data:")
                                && line.contains("\"sequence\"")
                                && line.contains("\"subject\""))
                        .map(line -> line.substring("data:".length()))
                : whole;
    }

    private interface Judge {
        List<String> faults(JsonNode value);
    }

    private static void checkJson(String name, String text, Judge judge, Exchanged answer, List<String> faults) {
        try {
            JsonNode value = Contract.JSON.readTree(text);
            judge.faults(value).forEach(fault -> faults.add(name + fault));
            if (answer.mediaType().equals(PROBLEM) && value.path("status").asInt() != answer.status()) {
                faults.add(name + "the problem says " + value.path("status"));
            }
        } catch (IOException notJson) {
            faults.add(name + "not JSON: " + notJson.getMessage());
        }
    }

    private static String text(Exchanged answer) {
        byte[] body = answer.body();
        if (answer.header("Content-Encoding").orElse("").equals("gzip")) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException damaged) {
                return "not gzip: " + damaged.getMessage();
            }
        }
        return new String(body, StandardCharsets.UTF_8);
    }
}
