package org.communique.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.communique.support.LogLines;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class StoreFilesTest {
    @TempDir
    Path folder;

    private static StoreFiles files(Path directory) {
        StoreFiles files = new StoreFiles();
        files.directory = directory;
        files.database = "h2";
        return files;
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void open(Path directory) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("communique"));
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists t (x int)");
            statement.execute("insert into t values (1)");
        }
    }

    @Test
    void what_the_service_makes_is_its_own() throws Exception {
        Path made = folder.resolve("a/data");
        files(made).customize(null);
        open(made);
        files(made).customize(null);
        open(made);
        assertEquals("rwx------", mode(made));
        assertEquals("rwx------", mode(folder.resolve("a")));
        assertEquals("rw-------", mode(made.resolve("communique.mv.db")));
        assertTrue(Files.size(made.resolve("communique.mv.db")) > 0, "the store is in it");
    }

    @Test
    void what_others_could_read_is_closed_and_said_and_what_is_not_the_services_stays() throws Exception {
        Path data = Files.createDirectory(folder.resolve("operators"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String file : List.of("communique.mv.db", "push-secret.key", "node", "operators.txt")) {
            Files.setPosixFilePermissions(
                    Files.createFile(data.resolve(file)), PosixFilePermissions.fromString("rw-r--r--"));
        }
        for (String directory : List.of("search", "imports", "backup")) {
            Files.setPosixFilePermissions(
                    Files.createDirectory(data.resolve(directory)), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (LogLines lines = LogLines.listen()) {
            files(data).customize(null);
            assertEquals(
                    5,
                    lines.lines().stream()
                            .filter(line -> line.startsWith("Other users of this machine could open " + data))
                            .count());
        }
        TreeMap<String, String> modes = new TreeMap<>();
        try (Stream<Path> all = Files.list(data)) {
            for (Path path : all.toList()) {
                modes.put(path.getFileName().toString(), mode(path));
            }
        }
        assertEquals(
                "{backup=rwxr-xr-x, communique.mv.db=rw-------, communique.trace.db=rw-------, imports=rwx------,"
                        + " node=rw-------, operators.txt=rw-r--r--, push-secret.key=rw-------, search=rwx------}",
                modes.toString());
        assertEquals("rwxr-xr-x", mode(data));
    }
}
