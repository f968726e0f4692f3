package org.communique.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every operation of the contract, for tests that ask all of them something and take a new one in by themselves. */
public final class Operations {
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    /** So that nothing changes. */
    private static final String REFUSED = "{\"no-such-member\":1}";

    private Operations() {}

    /**
     * One parameter.
     *
     * @param in {@code path}, {@code query} or {@code header}
     */
    public record Parameter(String in, String name) {}

    /**
     * One operation.
     *
     * @param path with its parameters in braces
     * @param mediaType that it takes a body of; null for none
     */
    public record Operation(String method, String path, List<Parameter> parameters, String mediaType) {
        /** The path with the parameter's value in its place, and in that of each other what the sample does not have. */
        public String address(String name, String value) {
            String address = path;
            for (Parameter parameter : parameters) {
                String at = "{" + parameter.name() + "}";
                address = address.replace(at, parameter.name().equals(name) ? value : other(parameter.name()));
            }
            return address;
        }

        public String address() {
            return address("", "");
        }

        /** A request with the key of the tests, unless the headers have a credential, and with a body that no write takes. */
        public String request(String address, Map<String, String> headers) {
            StringBuilder request = new StringBuilder(method + " " + address + " HTTP/1.1\r\n");
            String body = mediaType == null ? "" : REFUSED;
            headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
            add(request, headers, "Host", "localhost");
            add(request, headers, "Authorization", "Bearer " + TestStore.KEY);
            if (mediaType != null) {
                add(request, headers, "Content-Type", mediaType);
                add(request, headers, "Content-Length", Integer.toString(body.length()));
            }
            return request.append("\r\n").append(body).toString();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }

        private static void add(StringBuilder request, Map<String, String> headers, String name, String value) {
            if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                request.append(name + ": " + value + "\r\n");
            }
        }

        /** Writes find nothing to change. */
        private String other(String name) {
            return switch (name) {
                case "code" -> method.equals("GET") ? "policing" : "no-such-term";
                case "format" -> "atom";
                case "slug" -> "not-found";
                case "number", "part" -> "1";
                case "year" -> "2010";
                default -> "00000000-0000-4000-8000-000000000000";
            };
        }
    }

    public static List<Operation> all() {
        try {
            JsonNode contract =
                    new ObjectMapper().readTree(Path.of("openapi/openapi.json").toFile());
            List<Operation> all = new ArrayList<>();
            contract.get("paths")
                    .properties()
                    .forEach(path -> METHODS.stream()
                            .filter(path.getValue()::has)
                            .forEach(method -> all.add(operation(
                                    contract,
                                    method,
                                    path.getKey(),
                                    path.getValue().get(method)))));
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Operation operation(JsonNode contract, String method, String path, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode written : operation.path("parameters")) {
            JsonNode parameter = written.has("$ref")
                    ? contract.at(written.get("$ref").asText().substring(1))
                    : written;
            parameters.add(new Parameter(
                    parameter.get("in").asText(), parameter.get("name").asText()));
        }
        JsonNode body = operation.path("requestBody");
        JsonNode read = body.has("$ref") ? contract.at(body.get("$ref").asText().substring(1)) : body;
        String mediaType = method.equals("get") || method.equals("delete")
                ? null
                : read.path("content").isEmpty()
                        ? method.equals("patch") ? "application/merge-patch+json" : "application/json"
                        : read.path("content").fieldNames().next();
        return new Operation(method.toUpperCase(Locale.ROOT), path, parameters, mediaType);
    }
}
