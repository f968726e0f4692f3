package org.communique.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * The store of packaged services, that outlives each of them: a folder of H2's, or a real PostgreSQL that is durable as
 * in production and that several services may share.
 */
public final class PackagedStore implements AutoCloseable {
    /** What the packaged service was built for. */
    public enum Kind {
        H2("test.jar"),
        POSTGRESQL("test.jar.postgresql");

        private final String jar;

        Kind(String jar) {
            this.jar = jar;
        }
    }

    private final Kind kind;
    /** Null on H2, whose store is in the service's own folder. */
    private final EmbeddedPostgres postgres;

    private PackagedStore(Kind kind, EmbeddedPostgres postgres) {
        this.kind = kind;
        this.postgres = postgres;
    }

    public static PackagedStore open(Kind kind) throws IOException, SQLException {
        if (kind == Kind.H2) {
            return new PackagedStore(kind, null);
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        PackagedStore store = new PackagedStore(kind, postgres);
        store.requireDurable();
        return store;
    }

    /** Its defaults are those of a throw-away database, and tests of kills would prove nothing. */
    private void requireDurable() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                try (ResultSet value = statement.executeQuery("show " + setting)) {
                    value.next();
                    if (!"on".equals(value.getString(1))) {
                        throw new IllegalStateException(setting + " is " + value.getString(1));
                    }
                }
            }
        }
    }

    /** A service on this store that works in the folder; on H2 its store is in there. */
    public Service start(Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        if (postgres != null) {
            all.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.getJdbcUrl("postgres", "postgres"));
            all.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
            all.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        }
        return Service.start(System.getProperty(kind.jar), folder, all);
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
