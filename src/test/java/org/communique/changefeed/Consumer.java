package org.communique.changefeed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The sample consumer as a partner runs it: compiled from its sources, in a process of its own. */
final class Consumer {
    private static final Path SOURCES = Path.of("src/samples/consumer");
    private static final long PATIENCE_MILLIS = 120_000;
    private static final String STATE = "mirror-state.properties";

    private final Path classes;
    private final Path folder;
    private final String base;
    private final String filter;

    Consumer(Path work, String base, String filter) throws IOException {
        this.classes = Files.createDirectories(work.resolve("classes"));
        this.folder = Files.createDirectories(work.resolve("releases"));
        this.base = base;
        this.filter = filter;
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "--release", "17"));
        try (Stream<Path> sources = Files.list(SOURCES)) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, result, "the sample compiles");
    }

    private Consumer(Consumer same, String base) {
        this.classes = same.classes;
        this.folder = same.folder;
        this.base = base;
        this.filter = same.filter;
    }

    /** With its folder at another address. */
    Consumer at(String address) {
        return new Consumer(this, address);
    }

    Process start(String mode) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        classes.toString(),
                        "Mirror",
                        base,
                        folder.toString(),
                        filter,
                        mode)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("log").toFile())
                .start();
    }

    /** Brings the folder up to date and gives what was said. */
    String once() throws IOException, InterruptedException {
        Process process = start("--once");
        assertTrue(process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS), "it ends: " + log());
        assertEquals(0, process.exitValue(), log());
        return log();
    }

    String log() throws IOException {
        return Files.readString(folder.resolveSibling("log"));
    }

    Path file(String id) {
        return folder.resolve(id + ".json");
    }

    /** The revision of each release in the folder, by id; every file is whole. */
    SortedMap<String, Integer> revisions() throws IOException {
        SortedMap<String, Integer> revisions = new TreeMap<>();
        releases().forEach((id, release) -> revisions.put(id, release.getInt("revision")));
        return revisions;
    }

    /** Each release in the folder, by id. */
    SortedMap<String, JsonPath> releases() throws IOException {
        SortedMap<String, JsonPath> releases = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonPath release = new JsonPath(Files.readString(file));
                assertEquals(file.getFileName().toString(), release.getString("id") + ".json");
                releases.put(release.getString("id"), release);
            }
        }
        return releases;
    }

    long position() throws IOException {
        return Long.parseLong(state().getProperty("position"));
    }

    /** The store that it follows. */
    String store() throws IOException {
        return state().getProperty("store");
    }

    private Properties state() throws IOException {
        Properties state = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve(STATE))) {
            state.load(in);
        }
        return state;
    }

    /** Has it believe something else of where it is. */
    void pretend(String name, String value) throws IOException {
        Properties state = state();
        state.setProperty(name, value);
        try (var out = Files.newBufferedWriter(folder.resolve(STATE))) {
            state.store(out, null);
        }
    }
}
