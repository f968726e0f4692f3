package org.communique.support;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged service in a process of its own; RestAssured talks to the last one started. */
public final class Service implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(60);

    private final Process process;
    private final Path log;
    private final int port;

    private Service(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** On the embedded store, as a newcomer starts it. */
    public static Service start(Path data, Map<String, String> settings) throws IOException, InterruptedException {
        return start(System.getProperty("test.jar"), data, settings);
    }

    static Service start(String jar, Path data, Map<String, String> settings) throws IOException, InterruptedException {
        return start(jar, data, "512m", settings);
    }

    /** On the embedded store, with so much memory for objects, as Java's {@code -Xmx} spells it. */
    public static Service start(Path data, String heap, Map<String, String> settings)
            throws IOException, InterruptedException {
        return start(System.getProperty("test.jar"), data, heap, settings);
    }

    private static Service start(String jar, Path data, String heap, Map<String, String> settings)
            throws IOException, InterruptedException {
        Service service = launch(jar, data, heap, settings);
        try {
            service.awaitListening();
            // What goes on from before has begun then.
            service.awaitReady();
        } catch (IllegalStateException failed) {
            service.kill();
            throw failed;
        }
        service.talk();
        return service;
    }

    private static Service launch(String jar, Path data, String heap, Map<String, String> settings) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path log = Files.createTempFile("communique", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // The server build has none, which Java passes over.
                "-XX:SharedArchiveFile=" + Path.of(jar).resolveSibling("communique.jsa"),
                "-Xlog:cds=off,cds+dynamic=off",
                "-jar",
                jar);
        builder.environment().put("COMMUNIQUE_LIMITS_ENABLED", "false");
        // Most tests have no clients that would have to be let go first.
        builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0s");
        if (jar.equals(System.getProperty("test.jar.postgresql"))) {
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        }
        builder.environment().putAll(settings);
        // The store is where a newcomer's is: in the folder "data" of the working directory.
        builder.directory(Files.createDirectories(data).toFile());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return new Service(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log, port);
    }

    /** RestAssured talks to this one from here on. */
    public void talk() {
        RestAssured.replaceFiltersWith(new ContractOfService());
        RestAssured.baseURI = "http://127.0.0.1";
        RestAssured.port = port;
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Whether a connection to the service's port at an address of this machine is taken. */
    public boolean listensAt(String address) {
        try (Socket open = new Socket(address, port)) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (System.currentTimeMillis() < deadline && process.isAlive()) {
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the service did not start: " + log());
    }

    /** Whether it says that it may be asked. */
    public boolean isReady() {
        try {
            HttpURLConnection ask =
                    (HttpURLConnection) at("/q/health/ready").toURL().openConnection();
            ask.setConnectTimeout(1_000);
            ask.setReadTimeout(1_000);
            ask.setRequestProperty("Connection", "close");
            return ask.getResponseCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    /** Waits until it says so. */
    public void awaitReady() throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (!isReady()) {
            if (System.currentTimeMillis() > deadline || !process.isAlive()) {
                throw new IllegalStateException("the service is not ready: " + log());
            }
            Thread.sleep(50);
        }
    }

    /** Lets it stand still, as a machine does that is overloaded or whose memory is swapped out. */
    public void freeze() throws IOException, InterruptedException {
        Signals.send("STOP", process.pid());
    }

    public void thaw() throws IOException, InterruptedException {
        Signals.send("CONT", process.pid());
    }

    /** Lets no file of its grow beyond so many bytes, as a quota does (RLIMIT_FSIZE); no root is needed for it. */
    public void limitFiles(long bytes) throws IOException, InterruptedException {
        String limit = bytes == Long.MAX_VALUE ? "unlimited" : Long.toString(bytes);
        Process set = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + limit + ":")
                .inheritIO()
                .start();
        if (set.waitFor() != 0) {
            throw new IllegalStateException("its files cannot be limited");
        }
    }

    /** Has its Java collect all garbage. */
    public void collectGarbage() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collect = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collect.waitFor() != 0) {
            throw new IllegalStateException("the service cannot be told to collect garbage");
        }
    }

    /** The classes whose live objects take most of the heap, as the JDK lists them. */
    public String largest() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process list = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String lines = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        list.waitFor();
        return lines.lines().limit(20).collect(Collectors.joining("\n"));
    }

    public long pid() {
        return process.pid();
    }

    /** Its resident memory, in bytes. */
    public long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElseThrow();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int port() {
        return port;
    }

    /** The files and connections that it has open. */
    public long openFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return all.count();
        }
    }

    /** Asks it to stop. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end; answers with its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the service does not stop");
        }
        return process.exitValue();
    }

    /** What the service writes that does not start with these settings. */
    public static String refuses(Path data, Map<String, String> settings) throws IOException, InterruptedException {
        try (Service started = start(data, settings)) {
            throw new AssertionError("it started: " + started.log());
        } catch (IllegalStateException refused) {
            return refused.getMessage();
        }
    }

    /** How it ended, and all that it wrote. */
    public record Refusal(int exitCode, String log) {}

    static Refusal refusal(String jar, Path data, Map<String, String> settings)
            throws IOException, InterruptedException {
        try (Service service = launch(jar, data, "512m", settings)) {
            return new Refusal(service.awaitEnd(), service.log());
        }
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(log);
    }
}
