package org.communique;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.communique.value.PlantedWrongImport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of the house. */
@Tag("unit")
class ArchitectureTest {
    private static final int LONGEST_FILE = 300;

    /** What each package may import of the others. */
    private static final Map<String, List<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            entry("build", List.of()),
            entry("value", List.of()),
            entry("transport", List.of()),
            entry("sequence", List.of("value")),
            entry("web", List.of("value", "sequence", "transport")),
            entry("access", List.of("value", "sequence", "web")),
            entry("taxonomy", List.of("value", "sequence", "web", "access")),
            entry("release", List.of("value", "sequence", "web", "access", "taxonomy")),
            entry("change", List.of("value", "sequence", "web", "access", "taxonomy", "release")),
            entry("feed", List.of("value", "sequence", "web", "access", "taxonomy", "release", "change")),
            entry("search", List.of("value", "sequence", "web", "access", "taxonomy", "release", "change")),
            entry("editorial", List.of("value", "sequence", "web", "access", "taxonomy", "release")),
            entry("push", List.of("value", "sequence", "web", "access", "taxonomy", "release", "change")),
            entry("exchange", List.of("value", "sequence", "web", "access", "taxonomy", "release", "editorial"))));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.communique");

    @Test
    void every_package_has_its_arrows() {
        List<String> packages = MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("org.communique."))
                .map(name -> name.substring("org.communique.".length()))
                .distinct()
                .sorted()
                .toList();
        assertTrue(MAIN.size() > 80, "the classes were read: " + MAIN.size());
        assertEquals(List.copyOf(ARROWS.keySet()), packages);
    }

    @Test
    void arrows_run_one_way() {
        ARROWS.keySet().forEach(name -> arrowsOf(name).check(MAIN));
    }

    @Test
    void a_planted_wrong_import_is_found() {
        JavaClasses planted = new ClassFileImporter().importClasses(PlantedWrongImport.class);
        assertEquals(1, planted.size());
        AssertionError found =
                assertThrows(AssertionError.class, () -> arrowsOf("value").check(planted));
        assertTrue(found.getMessage().contains("PlantedWrongImport"), found.getMessage());
    }

    private static ArchRule arrowsOf(String name) {
        String[] others = ARROWS.keySet().stream()
                .filter(other -> !other.equals(name) && !ARROWS.get(name).contains(other))
                .map(other -> "org.communique." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("org.communique." + name + "..")
                .should()
                .dependOnClassesThat(inAnyOf(others));
    }

    private static DescribedPredicate<JavaClass> inAnyOf(String[] packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages)
                .or(DescribedPredicate.describe(
                        "in the root package", type -> type.getPackageName().equals("org.communique")));
    }

    @Test
    void nothing_public_touches_the_draft_store() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.communique.editorial..")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("Draft")
                .check(MAIN);
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Resource")
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.communique.editorial..")
                .should(new com.tngtech.archunit.lang.ArchCondition<JavaMethod>("be open to the public") {
                    @Override
                    public void check(JavaMethod method, com.tngtech.archunit.lang.ConditionEvents events) {
                        boolean keyed = method.isAnnotatedWith(org.communique.access.Requires.class)
                                || method.getOwner().isAnnotatedWith(org.communique.access.Requires.class)
                                || method.getAnnotations().stream()
                                        .noneMatch(annotation -> annotation
                                                .getRawType()
                                                .isAnnotatedWith(jakarta.ws.rs.HttpMethod.class));
                        events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(
                                method, !keyed, method.getFullName() + " is open"));
                    }
                })
                .check(MAIN);
    }

    @Test
    void entities_stay_inside() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Path.class)
                .and(DescribedPredicate.describe(
                        "are public",
                        (JavaMethod method) ->
                                method.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)))
                .should()
                .haveRawReturnType(DescribedPredicate.describe("an entity", type -> type.isAnnotatedWith(Entity.class)))
                .check(MAIN);
        classes().that().haveSimpleNameEndingWith("View").should().beRecords().check(MAIN);
    }

    @Test
    void files_are_short() throws IOException {
        try (var files = Files.walk(java.nio.file.Path.of("src"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                try (var lines = Files.lines(file)) {
                    assertTrue(lines.count() <= LONGEST_FILE, file + " is two files");
                }
            }
        }
    }

    @Test
    void every_package_says_what_it_owns() {
        ARROWS.keySet()
                .forEach(name -> assertTrue(
                        Files.exists(java.nio.file.Path.of("src/main/java/org/communique", name, "package-info.java")),
                        name));
    }
}
