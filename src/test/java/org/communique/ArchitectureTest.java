package org.communique;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.communique.value.PlantedWrongImport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of the house. */
@Tag("unit")
class ArchitectureTest {
    private static final int LONGEST_FILE = 300;

    private static final String BASE = "org.communique.";

    /** What each package uses of the others, and nothing that it does not use: {@code package: others}. */
    private static final java.nio.file.Path ARROWS = java.nio.file.Path.of("src/test/resources/arrows.txt");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.communique");

    @Test
    void packages_use_each_other_by_the_listed_arrows_only() throws IOException {
        assertTrue(MAIN.size() > 500, "the classes were read: " + MAIN.size());
        assertEquals(listed(), String.join("\n", arrows(MAIN)));
    }

    @Test
    void no_package_depends_on_itself_through_others() {
        slices().matching("org.communique.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void a_planted_wrong_import_is_found() throws IOException {
        JavaClasses planted = new ClassFileImporter().importClasses(PlantedWrongImport.class);
        assertEquals(List.of("value: http.problem"), arrows(planted));
        assertTrue(listed().lines().anyMatch("value:"::equals), "values use no other package");
    }

    private static String listed() throws IOException {
        try (var lines = Files.lines(ARROWS)) {
            return lines.filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
        }
    }

    private static List<String> arrows(JavaClasses classes) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> used = arrows.computeIfAbsent(room(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(use -> use.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith("org.communique"))
                    .map(ArchitectureTest::room)
                    .filter(name -> !name.equals(room(type)))
                    .forEach(used::add);
        }
        return arrows.entrySet().stream()
                .map(arrow -> (arrow.getKey() + ": " + String.join(" ", arrow.getValue())).strip())
                .toList();
    }

    /** A package without what all of them begin with; the root package is {@code .}. */
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(BASE) ? name.substring(BASE.length()) : ".";
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
                        boolean keyed = method.isAnnotatedWith(org.communique.access.RequiresScope.class)
                                || method.getOwner().isAnnotatedWith(org.communique.access.RequiresScope.class)
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
        for (JavaClass type : MAIN) {
            java.nio.file.Path folder =
                    java.nio.file.Path.of("src/main/java", type.getPackageName().split("\\."));
            assertTrue(Files.exists(folder.resolve("package-info.java")), folder.toString());
        }
    }
}
