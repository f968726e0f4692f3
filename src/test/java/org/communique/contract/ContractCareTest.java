package org.communique.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;

/**
 * The contract as it is now breaks nobody who was built on the one that was last released, {@code openapi/released.yaml}. The
 * changelog says how a contract is released.
 */
@Tag("unit")
class ContractCareTest {
    private static final Path RELEASED = Path.of("openapi", "released.yaml");
    private static final Path NOW = Path.of("openapi", "openapi.yaml");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static ChangedOpenApi compare(String before, String after) {
        return OpenApiCompare.fromContents(before, after);
    }

    /** What of the things, their members and types is there no more; OpenAPI 3.1 is looked at less closely by the library. */
    private static List<String> missing(String before, String after) throws IOException {
        Set<String> now = members(after);
        return members(before).stream().filter(member -> !now.contains(member)).toList();
    }

    private static Set<String> members(String contract) throws IOException {
        Set<String> all = new TreeSet<>();
        collect("", YAML.readTree(contract).at("/components/schemas"), all);
        return all;
    }

    private static void collect(String path, JsonNode node, Set<String> all) {
        node.fields().forEachRemaining(field -> {
            String name = field.getKey();
            if (name.equals("type") && !field.getValue().isObject() || name.equals("$ref") || name.equals("format")) {
                all.add(path + " is " + field.getValue());
            } else if (!Set.of("description", "example", "examples", "enum").contains(name)) {
                all.add(path + "/" + name);
                collect(path + "/" + name, field.getValue(), all);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> collect(path, element, all));
        }
    }

    private static String read(Path contract) throws IOException {
        return Files.readString(contract);
    }

    @Test
    void nothing_that_was_released_is_broken() throws IOException {
        ChangedOpenApi changes = compare(read(RELEASED), read(NOW));
        assertTrue(
                changes.isCompatible(),
                () -> "Inside /v1 things are only added. Missing: " + changes.getMissingEndpoints() + "; changed: "
                        + changes.getChangedOperations().stream()
                                .filter(operation -> !operation.isCompatible())
                                .map(operation -> operation.getHttpMethod() + " " + operation.getPathUrl())
                                .toList());
        assertEquals(List.of(), missing(read(RELEASED), read(NOW)));
    }

    static Stream<Arguments> breaking() {
        return Stream.of(
                Arguments.of("a path is gone", "  /v1/navigation:", "  /v1/menu:"),
                Arguments.of(
                        "a parameter is required",
                        "      name: limit\n      in: query\n",
                        "      name: limit\n      in: query\n      required: true\n"),
                Arguments.of("a member of an answer is gone", "        chairpersonships:\n", "        presidencies:\n"),
                Arguments.of("a value is not taken any more", "        - -updatedAt\n", ""),
                Arguments.of(
                        "a type has changed",
                        "        chairpersonships:\n          type: array\n          items:\n            type: integer\n"
                                + "            format: int32\n",
                        "        chairpersonships:\n          type: string\n"));
    }

    @Test
    void what_is_only_added_is_no_break() throws IOException {
        String released = read(RELEASED);
        String list = "        chairpersonships:\n          type: array\n";
        String more = released.replace(list, "        capital:\n          type: string\n" + list)
                .replace(
                        "  /v1/navigation:\n",
                        "  /v1/news:\n    get:\n      responses:\n        \"200\":\n"
                                + "          description: Something new\n  /v1/navigation:\n");
        ChangedOpenApi changes = compare(released, more);
        assertEquals(1, changes.getNewEndpoints().size());
        assertTrue(changes.isCompatible());
        assertEquals(List.of(), missing(released, more));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    void what_breaks_somebody_is_noticed(String what, String before, String after) throws IOException {
        String released = read(RELEASED);
        String broken = released.replace(before, after);
        assertFalse(broken.equals(released), "the contract has no " + before);
        boolean compatible = compare(released, broken).isCompatible();
        assertFalse(compatible && missing(released, broken).isEmpty(), what);
    }
}
