package org.communique.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.communique.support.Contract;

/** Values that a schema allows, values at the edge of what it allows, and values of no sense at all. */
final class Values {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** What breaks programs, by what it is for; a number before a letter stands for so many of it. */
    static final JsonNode SAMPLES = samples();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Contract contract;
    private final Random random;
    private final Harvest harvest;
    private double fullness;
    /** What the request is for. */
    private String collection;

    Values(Contract contract, Random random, Harvest harvest) {
        this.contract = contract;
        this.random = random;
        this.harvest = harvest;
    }

    private static JsonNode samples() {
        try (InputStream in = Values.class.getResourceAsStream("/fuzz.json")) {
            return MAPPER.readTree(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One of the samples for a purpose. */
    String sample(String purpose) {
        String text = one(list(SAMPLES.at("/" + purpose)));
        return text.matches("\\d+ b") ? "b".repeat(Integer.parseInt(text.split(" ")[0])) : text;
    }

    /** What a header of this name may hold, or may not. */
    String header(String name) {
        return sample(SAMPLES.path("headers").has(name) ? "headers/" + name : "odd");
    }

    String odd() {
        return sample("odd");
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** Of a parameter or member, by its schema and name; one that was seen before where there is one. */
    String text(JsonNode given, String name, JsonNode example) {
        JsonNode schema = contract.resolve(given);
        if (schema.has("enum")) {
            return one(list(schema.path("enum")));
        }
        if (schema.path("type").asText().equals("array")) {
            return text(schema.path("items"), name, example);
        }
        String plain = name.replaceAll("\\..*", "");
        if (SAMPLES.path("members").has(name) && chance(0.95)) {
            return sample("members/" + name);
        }
        String from = SAMPLES.path("named").path(plain).asText(name);
        String known = harvest.any(random, from.startsWith(".") ? collection + from : from)
                .orElse(null);
        if (known != null && chance(from.equals(name) ? 0.7 : 0.97)) {
            return known;
        }
        return switch (schema.path("format").asText(schema.path("type").asText())) {
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "integer", "int32", "int64" -> Long.toString(number(schema));
            case "date" -> sample("days");
            case "date-time" -> sample("instants");
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> {
                int longest = chance(0.1) ? schema.path("maxLength").asInt(300) : 0;
                yield longest > 0 ? "b".repeat(longest) : example.asText(sample("words") + random.nextInt(50));
            }
        };
    }

    private long number(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum")
                .asLong(schema.path("format").asText().equals("int64") ? Long.MAX_VALUE : Integer.MAX_VALUE);
        return one(List.of(least, most, Math.min(most, least + random.nextInt(30))));
    }

    void begin(String name) {
        collection = name;
        fullness = one(List.of(0.2, 0.5, 1.0));
    }

    /** What the schema allows, with few, half or all of the optional members. */
    JsonNode document(JsonNode schema) {
        return json(schema, "body", 0);
    }

    private JsonNode json(JsonNode given, String name, int depth) {
        JsonNode schema = contract.resolve(given);
        if (schema.has("anyOf")) {
            return json(
                    schema.path("anyOf").get(random.nextInt(schema.path("anyOf").size())), name, depth);
        }
        JsonNode type = schema.path("type");
        return switch (type.path(0).asText(type.asText())) {
            case "object" -> object(schema, name, depth);
            case "array" -> array(schema, name, depth);
            case "null" -> JSON.nullNode();
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer", "number" -> JSON.numberNode(number(schema));
            default -> JSON.textNode(text(schema, name, JSON.missingNode()));
        };
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = chance(0.003) ? 501 : random.nextInt(3);
        for (int i = 0; i < size; i++) {
            array.add(json(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, String name, int depth) {
        ObjectNode object = JSON.objectNode();
        Set<String> required = new HashSet<>(list(schema.path("required")));
        int most = schema.path("maxProperties").asInt(100);
        schema.path("properties").fields().forEachRemaining(member -> {
            if (required.contains(member.getKey()) || depth < 6 && object.size() < most && chance(fullness)) {
                object.set(member.getKey(), json(member.getValue(), member.getKey(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject()) {
            for (String language : List.of("en", sample("members/language"))) {
                object.set(language, json(schema.path("additionalProperties"), "title", depth + 1));
            }
        }
        return object;
    }

    /** The value with one thing in it changed to what it should not be. */
    JsonNode broken(JsonNode value) {
        if (value instanceof ObjectNode object && !object.isEmpty() && chance(0.85)) {
            String member = one(names(object));
            switch (random.nextInt(5)) {
                case 0 -> object.remove(member);
                case 1 -> object.set(odd(), object.get(member));
                default -> object.set(member, broken(object.get(member)));
            }
            return object;
        }
        if (value instanceof ArrayNode array && !array.isEmpty() && chance(0.7)) {
            return array.set(random.nextInt(array.size()), broken(array.get(0)));
        }
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.objectNode().put(odd(), odd());
            case 2 -> JSON.arrayNode().add(odd()).addNull().add(JSON.arrayNode());
            case 3 -> JSON.rawValueNode(new RawValue(sample("json")));
            case 4 -> JSON.booleanNode(true);
            default -> JSON.textNode(odd());
        };
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        return names;
    }

    private static List<String> list(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asText()));
        return all;
    }
}
