package org.communique.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;

/** The operations of the contract, and the addresses that a reader can make of them. */
public final class Surface {
    private static final Set<String> METHODS = Set.of("get", "head", "put", "post", "patch", "delete");
    /** Ends only when its reader goes. */
    private static final String STREAM = "/v1/changes/stream";

    private final JsonNode contract;
    private final BiFunction<String, String, List<String>> values;

    /** One method of a path. */
    public record Operation(String method, String path, boolean keyed, JsonNode description) {}

    /** @param values for a path and the name of a parameter what to give it besides the contract's own values */
    public Surface(BiFunction<String, String, List<String>> values) {
        try {
            contract = new ObjectMapper().readTree(Files.readString(Path.of("openapi", "openapi.json")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.values = values;
    }

    public List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    boolean keyed = !method.getValue().path("security").isEmpty();
                    all.add(new Operation(method.getKey(), path.getKey(), keyed, method.getValue()));
                }
            }
        }
        return all;
    }

    /** Every GET but the stream: at each of its paths, and at one of them with each value of each parameter alone. */
    public List<String> gets(boolean keyed) {
        Set<String> all = new LinkedHashSet<>();
        for (Operation operation : operations()) {
            if (operation.method().equals("get")
                    && operation.keyed() == keyed
                    && !operation.path().equals(STREAM)) {
                List<String> paths = paths(operation);
                all.addAll(paths);
                for (JsonNode parameter : parameters(operation)) {
                    if (parameter.path("in").asText().equals("query")) {
                        for (String value : values(operation, parameter)) {
                            all.add(paths.get(0) + "?" + parameter.path("name").asText() + "=" + encoded(value));
                        }
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    /** The operation's path with each value of each of its parameters. */
    public List<String> paths(Operation operation) {
        List<String> paths = List.of(operation.path());
        for (JsonNode parameter : parameters(operation)) {
            if (parameter.path("in").asText().equals("path")) {
                String name = "{" + parameter.path("name").asText() + "}";
                paths = paths.stream()
                        .flatMap(path ->
                                values(operation, parameter).stream().map(value -> path.replace(name, encoded(value))))
                        .toList();
            }
        }
        return paths;
    }

    private List<JsonNode> parameters(Operation operation) {
        return StreamSupport.stream(operation.description().path("parameters").spliterator(), false)
                .map(parameter -> parameter.has("$ref")
                        ? contract.at(parameter.path("$ref").asText().substring(1))
                        : parameter)
                .toList();
    }

    private List<String> values(Operation operation, JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        List<String> all = new ArrayList<>(
                values.apply(operation.path(), parameter.path("name").asText()));
        if (all.isEmpty() || parameter.path("in").asText().equals("query")) {
            schema.path("enum").forEach(value -> all.add(value.asText()));
            schema.path("items").path("enum").forEach(value -> all.add(value.asText()));
            JsonNode example = parameter.path("example");
            (example.isArray() ? example : List.of(example)).forEach(value -> all.add(value.asText()));
        }
        return all.stream().filter(value -> !value.isEmpty()).distinct().toList();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
