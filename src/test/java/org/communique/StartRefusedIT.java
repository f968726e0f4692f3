package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.communique.support.PackagedStore;
import org.communique.support.PackagedStore.Kind;
import org.communique.support.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot be opened at start ends it with one sentence that tells what to do. */
@Tag("full")
class StartRefusedIT {
    @TempDir
    Path folder;

    @Test
    void another_process_has_it_open() throws Exception {
        try (Service running = Service.start(folder, Map.of())) {
            assertTrue(running.isReady());
            assertRefused(Kind.H2, Map.of(), "The store is in use by another process: stop that process");
        }
    }

    @Test
    void its_file_is_damaged() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.write(folder.resolve("data/communique.mv.db"), new byte[100_000]);
        assertRefused(Kind.H2, Map.of(), "The store's file is damaged or is not a store: restore it from a backup");
    }

    @Test
    void its_file_is_damaged_after_it_was_one() throws Exception {
        try (Service running = Service.start(folder, Map.of())) {
            assertTrue(running.isReady());
        }
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("data/communique.mv.db").toFile(), "rw")) {
            byte[] junk = new byte[(int) file.length()];
            java.util.Arrays.fill(junk, (byte) 'x');
            file.write(junk);
        }
        assertRefused(Kind.H2, Map.of(), "The store's file is damaged or is not a store: restore it from a backup");
    }

    @Test
    void the_data_directory_is_a_file() throws Exception {
        Files.createFile(folder.resolve("data"));
        assertRefused(
                Kind.H2, Map.of(), "The data directory cannot be read or written: make the service's user its owner");
    }

    @Test
    void a_newer_program_has_written_it() throws Exception {
        try (Service running = Service.start(folder, Map.of())) {
            assertTrue(running.isReady());
        }
        try (Connection store = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/communique"));
                Statement statement = store.createStatement()) {
            statement.execute("insert into \"flyway_schema_history\" select 999, '999', 'from tomorrow', \"type\","
                    + " \"script\", \"checksum\", \"installed_by\", \"installed_on\", \"execution_time\", true"
                    + " from \"flyway_schema_history\" where \"installed_rank\" = 1");
        }
        assertRefused(Kind.H2, Map.of(), "The store was written by a newer version of the service: start that version");
    }

    @Test
    void nobody_answers_at_the_address_of_the_database() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertRefused(
                Kind.POSTGRESQL,
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + port + "/communique"),
                "The database cannot be reached: start it");
    }

    @Test
    void the_server_has_no_such_database_or_user() throws Exception {
        try (PackagedStore store = PackagedStore.open(Kind.POSTGRESQL)) {
            String url = store.url(folder).replaceFirst("\\?.*", "");
            assertRefused(
                    Kind.POSTGRESQL,
                    Map.of(
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            url.replaceFirst("/[^/]*$", "/nowhere"),
                            "QUARKUS_DATASOURCE_USERNAME",
                            "postgres"),
                    "The database does not exist: create it");
            assertRefused(
                    Kind.POSTGRESQL,
                    Map.of(
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            url,
                            "QUARKUS_DATASOURCE_USERNAME",
                            "nobody",
                            "QUARKUS_DATASOURCE_PASSWORD",
                            "wrong"),
                    "The database rejects the user or the password: set");
        }
    }

    private void assertRefused(Kind kind, Map<String, String> settings, String sentence)
            throws IOException, InterruptedException {
        Service.Refusal refusal = PackagedStore.refuses(kind, folder, settings);
        assertEquals(1, refusal.exitCode(), refusal.log());
        List<String> lines = refusal.log()
                .lines()
                .filter(line -> line.contains("ERROR") || line.startsWith("\t") || line.contains("Exception"))
                .toList();
        assertEquals(1, lines.size(), refusal.log());
        assertTrue(refusal.log().contains(sentence), refusal.log());
        assertTrue(refusal.log().lines().count() < 6, refusal.log());
    }
}
