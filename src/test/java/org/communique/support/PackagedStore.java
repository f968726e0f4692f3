package org.communique.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    private static final String FIRST = "postgres";
    private static final String H2_STORE = "data/communique";

    private final Kind kind;
    /** Null on H2, whose store is in the service's own folder. */
    private final EmbeddedPostgres postgres;

    /** PostgreSQL's data. */
    private final Path files;

    /** The one of PostgreSQL's that the services use. */
    private final String database;

    private PackagedStore(Kind kind, EmbeddedPostgres postgres, Path files, String database) {
        this.kind = kind;
        this.postgres = postgres;
        this.files = files;
        this.database = database;
    }

    public static PackagedStore open(Kind kind) throws IOException, SQLException {
        if (kind == Kind.H2) {
            return new PackagedStore(kind, null, null, null);
        }
        Path files = Files.createTempDirectory("communique-postgresql");
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(files)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        PackagedStore store = new PackagedStore(kind, postgres, files, FIRST);
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

    /** Stops PostgreSQL, which ends all connections at once, and starts it again after a while. */
    public void restart(Duration down) throws IOException, InterruptedException {
        List<String> running = List.of(Files.readString(Path.of("/proc", Long.toString(main()), "cmdline"))
                .split("\0"));
        Path control = Path.of(running.get(0)).resolveSibling("pg_ctl");
        control(control, "stop");
        Thread.sleep(down.toMillis());
        control(control, "start", "-o", String.join(" ", running.subList(1, running.size())));
    }

    private void control(Path program, String verb, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program.toString(), verb, "-D", files.toString(), "-m", "fast", "-w"));
        command.addAll(List.of("-l", files.resolve("restarted.log").toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("PostgreSQL does not " + verb);
        }
    }

    /** Lets PostgreSQL stand still: connections stay, and nothing is answered. First the one that starts others. */
    public void freeze() throws IOException, InterruptedException {
        Signals.send("STOP", main());
        Signals.send("STOP", others());
    }

    public void thaw() throws IOException, InterruptedException {
        Signals.send("CONT", others());
        Signals.send("CONT", main());
    }

    private long[] others() throws IOException {
        return ProcessHandle.of(main()).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }

    private long main() throws IOException {
        return Long.parseLong(
                Files.readAllLines(files.resolve("postmaster.pid")).get(0));
    }

    /** The first column of what a query answers. */
    public List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    /** The address of the database; on H2, where it is in the folder, for as long as no service works in there. */
    public String url(Path folder) {
        return postgres == null
                ? "jdbc:h2:file:" + folder.resolve(H2_STORE)
                : postgres.getJdbcUrl("postgres", database);
    }

    /** What a backup restores elsewhere while no service runs: on H2 the folder, on PostgreSQL another database. */
    public PackagedStore restored(Path from, Path to) throws IOException, SQLException {
        if (postgres == null) {
            copy(from, to);
            return this;
        }
        return created("restored", database);
    }

    /** The folder as it is and, in place of the database in it, an empty one. */
    public PackagedStore emptied(Path from, Path to) throws IOException, SQLException {
        copy(from, to);
        if (postgres == null) {
            Files.delete(to.resolve(H2_STORE + ".mv.db"));
            return this;
        }
        return created("emptied", "template0");
    }

    private PackagedStore created(String name, String template) throws SQLException {
        // A database cannot be copied over a connection to itself.
        try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "template1"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        }
        return new PackagedStore(kind, postgres, files, name);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    /** How a service of the kind ends that does not start. */
    public static Service.Refusal refuses(Kind kind, Path folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        return Service.refusal(System.getProperty(kind.jar), folder, settings);
    }

    /** A service on this store that works in the folder; on H2 its store is in there. */
    public Service start(Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        if (postgres != null) {
            all.put("QUARKUS_DATASOURCE_JDBC_URL", url(folder));
            all.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
            all.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        }
        return Service.start(System.getProperty(kind.jar), folder, all);
    }

    @Override
    public void close() throws IOException {
        if (postgres != null && database.equals(FIRST)) {
            postgres.close();
        }
    }
}
