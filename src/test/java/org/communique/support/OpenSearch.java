package org.communique.support;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
    /** Those of each of the processes that run tests beside each other, so that no two choose the same. */
    private static final int PORTS = 48;

    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(90);

    /** What tests say that are skipped. */
    public static final String WITHOUT_JAVA = "SKIPPED: there is no Java of " + OLDEST_JAVA
            + " or later for OpenSearch; name one in OPENSEARCH_JAVA_HOME";

    private static OpenSearch shared;

    private final Process process;
    private final int port;
    private final int nodes;

    private OpenSearch(Process process, int port, int nodes) {
        this.process = process;
        this.port = port;
        this.nodes = nodes;
    }

    /** For the engine of tests, which looks for it. */
    @SuppressWarnings("unused")
    public OpenSearch() {
        this(null, 0, 0);
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
        return start(folder, 1);
    }

    /** A cluster of so many nodes. */
    public static OpenSearch start(Path folder, int nodes) throws IOException {
        return startAt(folder, freePort(nodes), nodes);
    }

    /** A node on its own, at a port that it had before. */
    public static OpenSearch startAt(Path folder, int port) throws IOException {
        return startAt(folder, port, 1);
    }

    private static OpenSearch startAt(Path folder, int port, int nodes) throws IOException {
        String classPath = Files.readString(Path.of(System.getProperty("test.opensearch.classpath")))
                .strip();
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Process process = new ProcessBuilder(
                        java().orElseThrow().toString(),
                        "-Xmx1g",
                        "-cp",
                        classPath,
                        "src/test/resources/opensearch/Cluster.java",
                        folder.toString(),
                        Integer.toString(nodes),
                        Integer.toString(port - 1),
                        "communique-" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        OpenSearch cluster = new OpenSearch(process, port, nodes);
        for (String address : cluster.addresses()) {
            cluster.await(address, log);
        }
        return cluster;
    }

    /** Of a service that searches here and begins without anything. */
    public Map<String, String> settings() {
        return Map.of(
                "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY",
                TestStore.KEY,
                "COMMUNIQUE_SAMPLE",
                "false",
                "COMMUNIQUE_SEARCH_BACKEND",
                "opensearch",
                "COMMUNIQUE_SEARCH_HOSTS",
                String.join(",", addresses()));
    }

    /** Stops one node, which tells the others. */
    public void stop(int node) throws IOException {
        process.getOutputStream().write((node + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    /** Of every node. */
    public List<String> addresses() {
        return IntStream.range(port, port + nodes)
                .mapToObj(each -> "http://127.0.0.1:" + each)
                .toList();
    }

    public int port() {
        return port;
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    private void await(String address, Path log) throws IOException {
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (!isUp(address)) {
            if (System.currentTimeMillis() > deadline || !process.isAlive()) {
                throw new IllegalStateException("OpenSearch did not start: " + Files.readString(log));
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    private static boolean isUp(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
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

    /** The first of so many; the runner takes no others. */
    private static int freePort(int nodes) {
        int first = FIRST_PORT + 1 + PORTS * (Integer.getInteger("test.fork", 1) - 1) % (2 * PORTS);
        for (int port = first; port + nodes <= first + PORTS; port++) {
            if (IntStream.range(port, port + nodes).allMatch(OpenSearch::isFree)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free for OpenSearch");
    }

    private static boolean isFree(int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static Optional<Path> java() {
        return NewerJava.home(OLDEST_JAVA, "OPENSEARCH_JAVA_HOME").map(NewerJava::command);
    }
}
