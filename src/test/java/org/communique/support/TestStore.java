package org.communique.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A fresh store for each start of the application: H2 in a folder of its own, or a database of a real PostgreSQL. */
public class TestStore implements QuarkusTestResourceLifecycleManager {
    public static final String KEY = "only-for-tests-q7Zk3vX9mR2wL8tB5sYd";
    private static final boolean POSTGRESQL = "postgresql".equals(System.getProperty("test.database"));

    private EmbeddedPostgres postgres;

    public static boolean isPostgresql() {
        return POSTGRESQL;
    }

    /** What no two stores may share: the data directory, and in OpenSearch the names of indexes. */
    static Map<String, String> ofItsOwn() throws IOException {
        Map<String, String> config = new HashMap<>();
        config.put(
                "communique.data-directory",
                Files.createTempDirectory(Path.of("target").toAbsolutePath(), "store-")
                        .toString());
        if (OpenSearch.isWanted()) {
            config.putAll(OpenSearch.config());
        }
        return config;
    }

    @Override
    public Map<String, String> start() {
        Slowest.countStart();
        try {
            Map<String, String> config = new HashMap<>();
            config.putAll(ofItsOwn());
            config.put("communique.access.bootstrap-key", KEY);
            config.put("communique.base-url", "https://press.example.org");
            config.put("communique.sample", "true");
            // Receivers in tests are on loopback.
            config.put("communique.push.allow-private-targets", "true");
            config.put(
                    "communique.push.secret-key",
                    Base64.getEncoder().encodeToString("thirty-two bytes for tests, yes.".getBytes()));
            // Tests send wrong keys on purpose; the one that is about guessing sets its own.
            config.put("communique.access.guesses-per-minute", "10000");
            if (POSTGRESQL) {
                // The log of tests is for people, and as short as that of the other database.
                config.put("quarkus.log.console.json.enabled", "false");
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "80")
                        .start();
                config.put("quarkus.datasource.jdbc.url", postgres.getJdbcUrl("postgres", "postgres"));
                config.put("quarkus.datasource.username", "postgres");
                config.put("quarkus.datasource.password", "postgres");
            }
            return config;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
