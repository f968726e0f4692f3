package org.communique.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The contract, to find the operation of a request and to validate values against the schemas (JSON Schema 2020-12). */
public final class Contract {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "https://contract.test/openapi.json";
    private static final String REFERENCE = "\"#/components/schemas/";
    private static final String GENERATED = "META-INF/quarkus-generated-openapi-doc.JSON";
    private static final String CLOSED = "unevaluatedProperties";
    /** Nothing is found at a longer one, as it is written. */
    static final int LONGEST_PATH = 500;

    private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]+}");

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();
    private final SchemaValidatorsConfig asserted =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /**
     * An operation of the contract.
     *
     * @param template the path with its parameters in braces
     * @param node what the contract says of it
     */
    public record Operation(String method, String template, Pattern path, JsonNode node) {
        public String id() {
            return node.path("operationId").asText();
        }

        /** Whether it needs a credential. */
        public boolean isSecured() {
            return !node.path("security").isEmpty();
        }

        private int literals() {
            return PARAMETER.matcher(template).replaceAll("").length();
        }
    }

    private Contract(JsonNode document) {
        this.document = document;
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(),
                                path.getKey(),
                                pattern(path.getKey()),
                                operation.getValue()))));
        // As the framework chooses among several that match.
        operations.sort(Comparator.comparingInt(Operation::literals).reversed());
        ObjectNode definitions = document.path("components").path("schemas").deepCopy();
        definitions.forEach(schema -> close(schema, false));
        String closed =
                JSON.createObjectNode().set("$defs", definitions).toString().replace(REFERENCE, "\"#/$defs/");
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, closed))));
    }

    /** Of the application under test, as it was built. */
    public static Contract generated() {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(GENERATED)) {
            return new Contract(JSON.readTree(in));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As it was committed, for services in processes of their own. */
    public static Contract committed() {
        try {
            return new Contract(JSON.readTree(Files.readString(Path.of("openapi", "openapi.json"))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(Pattern.compile("\\{[^/}]+}|[^{]+")
                .matcher(template)
                .results()
                .map(part -> part.group().startsWith("{") ? "[^/]+" : Pattern.quote(part.group()))
                .collect(Collectors.joining()));
    }

    /** A member that no schema declares is a fault where the schema lists members and does not say that it is open. */
    private static void close(JsonNode schema, boolean used) {
        if (schema instanceof ObjectNode object) {
            if (used && (object.has("$ref") || object.has("properties") || object.has("allOf"))) {
                object.put(CLOSED, false);
            }
            object.path("properties").forEach(member -> close(member, true));
            close(object.path("items"), true);
            close(object.path("additionalProperties"), true);
            object.path("anyOf").forEach(one -> close(one, true));
            object.path("oneOf").forEach(one -> close(one, true));
        }
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The operation that a request is for; HEAD is that of GET. */
    public Optional<Operation> find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        return at(path).stream().filter(one -> one.method().equals(wanted)).findFirst();
    }

    /** All with a path that fits. */
    List<Operation> at(String path) {
        if (path.length() > LONGEST_PATH || path.contains("/;")) {
            return List.of();
        }
        // The framework drops matrix parameters and a slash at the end.
        String bare = path.replaceAll(";[^/]*", "");
        String plain = bare.length() > 1 && bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        return operations.stream()
                .filter(one -> one.path().matcher(plain).matches())
                .toList();
    }

    /** What a reference points at, or the node itself. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** What is wrong with a value by a schema of the document. */
    public List<String> faults(JsonNode schema, JsonNode value) {
        return faults(schema.toString(), () -> schema, value);
    }

    /** What is wrong with a value by a schema under {@code components/schemas}. */
    List<String> faults(String name, JsonNode value) {
        return faults(name, () -> JSON.createObjectNode().put("$ref", "#/components/schemas/" + name), value);
    }

    private List<String> faults(String key, Supplier<JsonNode> schema, JsonNode value) {
        JsonSchema judge = known.computeIfAbsent(key, nothing -> compile(schema.get()));
        Set<ValidationMessage> all = judge.validate(value);
        // What is wrong inside makes everything around it count as undeclared.
        boolean wrong = all.stream().anyMatch(message -> !message.getType().equals(CLOSED));
        return all.stream()
                .filter(message -> !wrong || !message.getType().equals(CLOSED))
                .map(ValidationMessage::getMessage)
                // Which element of a list it is makes no other fault.
                .map(message -> message.replaceAll("\\[\\d+]|/\\d+", "[]"))
                .distinct()
                .toList();
    }

    private JsonSchema compile(JsonNode schema) {
        try {
            JsonNode own = JSON.readTree(schema.toString().replace(REFERENCE, "\"" + ADDRESS + "#/$defs/"));
            close(own, true);
            return schemas.getSchema(SchemaLocation.of(ADDRESS + "/" + known.size()), own, asserted);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
