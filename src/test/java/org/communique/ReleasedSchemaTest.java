package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Migrations that were released stay as they are: databases have applied them. The changelog says how the copy of the released
 * ones is renewed.
 */
@Tag("unit")
class ReleasedSchemaTest {
    private static final Path RELEASED = Path.of("src", "test", "resources", "db", "released");
    private static final Path NOW = Path.of("src", "main", "resources", "db", "migration");

    @TempDir
    Path folder;

    /** Makes a change to a folder of migrations. */
    private interface Edit {
        void in(Path migrations) throws IOException;
    }

    /** The migrations by their number. */
    private static Map<Integer, Path> numbered(Path migrations) throws IOException {
        Map<Integer, Path> numbered = new TreeMap<>();
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                Path other = numbered.put(Integer.parseInt(name.substring(1, name.indexOf("__"))), file);
                assertEquals(null, other, name + " has a number of its own");
            }
        }
        return numbered;
    }

    private static List<String> faults(Path releasedFolder, Path nowFolder) throws IOException {
        Map<Integer, Path> now = numbered(nowFolder);
        List<String> faults = new ArrayList<>();
        for (Map.Entry<Integer, Path> released : numbered(releasedFolder).entrySet()) {
            Path name = released.getValue().getFileName();
            Path same = now.get(released.getKey());
            if (same == null || !same.getFileName().equals(name)) {
                faults.add(name + " was released and is missing");
            } else if (!Files.readString(same).equals(Files.readString(released.getValue()))) {
                faults.add(name + " was released and cannot be edited: add a migration");
            }
        }
        List<Integer> numbers = List.copyOf(now.keySet());
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != i + 1) {
                faults.add("number " + (i + 1) + " is missing");
                break;
            }
        }
        return faults;
    }

    private Path copy() throws IOException {
        for (Path file : numbered(RELEASED).values()) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        return folder;
    }

    private static Path first(Path migrations) throws IOException {
        return numbered(migrations).get(1);
    }

    private static Path after(Path migrations, int distance) throws IOException {
        return migrations.resolve("V" + (numbered(migrations).size() + distance) + "__more.sql");
    }

    static Stream<Arguments> breaking() {
        return Stream.of(
                Arguments.of("edited", (Edit) migrations -> Files.writeString(
                        first(migrations), Files.readString(first(migrations)).replace("bigint", "integer"))),
                Arguments.of("removed", (Edit) migrations -> Files.delete(first(migrations))),
                Arguments.of("renamed", (Edit)
                        migrations -> Files.move(first(migrations), migrations.resolve("V1__another_name.sql"))),
                Arguments.of("added after a gap", (Edit)
                        migrations -> Files.writeString(after(migrations, 2), "select 1;")));
    }

    @Test
    void released_migrations_are_unchanged() throws IOException {
        assertEquals(List.of(), faults(RELEASED, NOW));
    }

    @Test
    void a_migration_can_be_added() throws IOException {
        Path more = copy();
        Files.writeString(after(more, 1), "select 1;");
        assertEquals(List.of(), faults(RELEASED, more));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    void what_breaks_a_released_store_is_noticed(String what, Edit edit) throws IOException {
        Path broken = copy();
        edit.in(broken);
        assertFalse(faults(RELEASED, broken).isEmpty(), what);
    }
}
