package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the packages of both builds. */
class LibrariesIT {
    /** What nobody keeps any more, and what nothing here uses. */
    private static final Pattern UNWANTED = Pattern.compile(
            "io\\.prometheus\\.simpleclient.*|org\\.apache\\.httpcomponents\\.(http|async).*|org\\.elasticsearch\\..*|commons-logging\\..*|io\\.projectreactor\\..*|io\\.grpc\\.grpc-(?!api).*|io\\.vertx\\.vertx-grpc.*"
                    + "|com\\.google\\.protobuf\\..*|com\\.google\\.api\\.grpc\\..*|io\\.perfmark\\..*");

    private static Path folder(String jar) {
        return Path.of(System.getProperty(jar)).getParent();
    }

    private static Set<String> jars(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("lib"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.jar", "test.jar.postgresql"})
    void nothing_is_in_a_package_that_is_not_wanted(String jar) throws IOException {
        Set<String> jars = jars(folder(jar));
        assertTrue(jars.size() > 100, jars.toString());
        jars.removeIf(name -> !UNWANTED.matcher(name).matches());
        assertEquals(Set.of(), jars);
    }

    @ParameterizedTest
    @ValueSource(strings = "test.jar")
    void the_list_of_what_is_in_a_package_is_complete(String jar) throws IOException {
        JsonNode list = new ObjectMapper()
                .readTree(
                        folder(jar).resolveSibling("quarkus-run-cyclonedx.json").toFile());
        assertEquals("CycloneDX", list.path("bomFormat").asText());
        Set<String> listed = new TreeSet<>();
        for (JsonNode component : list.path("components")) {
            String purl = component.path("purl").asText();
            assertTrue(purl.startsWith("pkg:"), component.toString());
            listed.add(component.path("group").asText() + "."
                    + component.path("name").asText() + "-"
                    + component.path("version").asText());
        }
        Set<String> missing = jars(folder(jar));
        missing.removeIf(name -> listed.stream()
                .anyMatch(
                        known -> name.equals(known + ".jar") || name.startsWith(known + "-") && name.endsWith(".jar")));
        assertEquals(Set.of(), missing);
    }
}
