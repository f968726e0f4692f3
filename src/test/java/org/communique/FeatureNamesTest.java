package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is general names no feature: strings in {@code http} are a way around the arrows. */
@Tag("unit")
class FeatureNamesTest {
    private static final java.nio.file.Path GENERAL = java.nio.file.Path.of("src/main/java/org/communique/http");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern SEGMENT = Pattern.compile("[a-z][a-z-]+");

    /** Members of one word, such as {@code id}, are words of everybody's. */
    private static final Pattern SEVERAL_WORDS = Pattern.compile("[a-z]+[A-Z]\\w+");

    /** To be replaced by annotations of the operations meant. */
    private static final Set<String> STILL_NAMED = new TreeSet<>(Set.of(
            "CacheKey.java /digest",
            "CacheKey.java /v1/changes",
            "CacheKey.java /v1/changes/stream",
            "CacheKey.java /v1/countries",
            "CacheKey.java /v1/exports/archive.ndjson",
            "CacheKey.java /v1/fields-of-work",
            "CacheKey.java /v1/meeting-series",
            "CacheKey.java /v1/navigation",
            "CacheKey.java /v1/organizational-units",
            "CacheKey.java /v1/press-releases",
            "CacheKey.java /v1/search/status",
            "CacheKey.java /v1/suggestions",
            "HttpConfig.java /hub",
            "ProblemType.java /v1/search/status",
            "RateLimits.java /related",
            "RateLimits.java /v1/suggestions",
            "RequestMetrics.java /hub",
            "RequestMetrics.java /q/.*|/v1/(drafts|embargoed|api-keys|audit|imports|subscriptions|recalls)(/.*)?",
            "RequestPipeline.java /v1/imports"));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.communique");

    @Test
    void http_names_no_path_and_no_member_of_a_feature() throws IOException {
        Set<String> names = new TreeSet<>();
        features().forEach(feature -> names.addAll(paths(feature)));
        assertTrue(names.contains("press-releases") && names.contains("subscriptions"), names::toString);
        Set<String> members = members(features());
        members.removeAll(members(MAIN.stream().filter(type -> !isFeature(type))));
        assertTrue(members.contains("originalLanguage"), members::toString);

        Set<String> found = new TreeSet<>();
        try (var files = Files.walk(GENERAL)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                for (String text : strings(Files.readString(file))) {
                    for (String part : text.split("\\s")) {
                        boolean path = part.contains("/")
                                && SEGMENT.matcher(part).results().anyMatch(segment -> names.contains(segment.group()));
                        if (path || members.contains(text)) {
                            found.add(file.getFileName() + " " + part);
                        }
                    }
                }
            }
        }
        assertEquals(String.join("\n", STILL_NAMED), String.join("\n", found));
    }

    private static Stream<JavaClass> features() {
        return MAIN.stream().filter(FeatureNamesTest::isFeature);
    }

    private static boolean isFeature(JavaClass type) {
        return !type.getPackageName().startsWith("org.communique.http")
                && !type.getPackageName().equals("org.communique.contract");
    }

    private static Set<String> members(Stream<JavaClass> types) {
        return types.filter(JavaClass::isRecord)
                .flatMap(view -> view.getFields().stream())
                .map(JavaField::getName)
                .filter(name -> SEVERAL_WORDS.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> paths(JavaClass type) {
        Stream<Path> methods = type.getMethods().stream()
                .filter(method -> method.isAnnotatedWith(Path.class))
                .map((JavaMethod method) -> method.getAnnotationOfType(Path.class));
        return Stream.concat(type.tryGetAnnotationOfType(Path.class).stream(), methods)
                .flatMap(path -> Arrays.stream(path.value().split("[/{}]")))
                .filter(part -> SEGMENT.matcher(part).matches())
                .collect(Collectors.toSet());
    }

    private static List<String> strings(String source) {
        return STRING.matcher(source.replaceAll("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
