package org.communique.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real OpenSearch in a process of its own, for which there has to be a Java of 21 or later on the machine; without one
 * every test that wants it is skipped and says so.
 */
public final class OpenSearch implements ExecutionCondition, AutoCloseable {
    private static final int OLDEST_JAVA = 21;
    private static final int FIRST_PORT = 9_200;
    private static final int LAST_PORT = 9_297;
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(90);

    /** What tests say that are skipped. */
    public static final String WITHOUT_JAVA = "SKIPPED: there is no Java of " + OLDEST_JAVA
            + " or later for OpenSearch; name one in OPENSEARCH_JAVA_HOME";

    private static OpenSearch shared;

    private final Process process;
    private final int port;

    private OpenSearch(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** For the engine of tests, which looks for it. */
    @SuppressWarnings("unused")
    public OpenSearch() {
        this(null, 0);
    }

    /** Whether this run of the tests is on OpenSearch. */
    static boolean isWanted() {
        return "opensearch".equals(System.getProperty("test.search"));
    }

    public static boolean isPossible() {
        return java().isPresent();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return isWanted() && !isPossible()
                ? ConditionEvaluationResult.disabled(WITHOUT_JAVA)
                : ConditionEvaluationResult.enabled("");
    }

    /** One for all tests of the run; each start of the application has indexes of its own there. */
    static synchronized Map<String, String> config() throws IOException {
        if (shared == null) {
            shared = start(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "opensearch-"));
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return Map.of(
                "communique.search.backend",
                "opensearch",
                "communique.search.hosts",
                shared.address(),
                "communique.search.index-prefix",
                "test-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** A node on its own. */
    public static OpenSearch start(Path folder) throws IOException {
        return start(folder, freePort());
    }

    /** A node on its own, at a port that it had before. */
    public static OpenSearch start(Path folder, int port) throws IOException {
        String classPath = Files.readString(Path.of(System.getProperty("test.opensearch.classpath")))
                .strip();
        Process process = new ProcessBuilder(
                        java().orElseThrow().toString(),
                        "-Xmx1g",
                        "-cp",
                        classPath,
                        "org.codelibs.opensearch.runner.OpenSearchRunner",
                        "-basePath",
                        folder.toString(),
                        "-numOfNode",
                        "1",
                        "-baseHttpPort",
                        Integer.toString(port - 1),
                        "-clusterName",
                        "communique-" + port)
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile())
                .start();
        OpenSearch node = new OpenSearch(process, port);
        node.await();
        return node;
    }

    public int port() {
        return port;
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    private void await() throws IOException {
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (!isUp()) {
            if (System.currentTimeMillis() > deadline || !process.isAlive()) {
                throw new IllegalStateException("OpenSearch did not start");
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    private boolean isUp() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address()).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(1_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The runner takes no others. */
    private static int freePort() {
        for (int port = FIRST_PORT + 1; port <= LAST_PORT; port++) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no port is free for OpenSearch");
    }

    /** A Java that it runs on: that of these tests, the one that is named, or one where they usually are. */
    private static Optional<Path> java() {
        Stream<Path> named = Stream.of(System.getenv("OPENSEARCH_JAVA_HOME"), System.getProperty("java.home"))
                .filter(java.util.Objects::nonNull)
                .map(Path::of);
        return Stream.concat(
                        named,
                        Stream.of(
                                        "/usr/lib/jvm",
                                        "/opt",
                                        "/opt/java",
                                        System.getProperty("user.home") + "/.sdkman/candidates/java")
                                .map(Path::of)
                                .filter(Files::isDirectory)
                                .flatMap(OpenSearch::list))
                .filter(home -> version(home) >= OLDEST_JAVA)
                .map(home -> home.resolve("bin" + File.separator + "java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        } catch (IOException unreadable) {
            return Stream.of();
        }
    }

    private static int version(Path home) {
        Path release = home.resolve("release");
        try {
            return !Files.isReadable(release)
                    ? 0
                    : Files.readAllLines(release).stream()
                            .filter(line -> line.startsWith("JAVA_VERSION="))
                            .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
                            .map(Integer::parseInt)
                            .findFirst()
                            .orElse(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
