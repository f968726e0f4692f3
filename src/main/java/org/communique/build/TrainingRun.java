package org.communique.build;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One start of the packaged service on an empty store of its own, a few requests, and a stop that writes the archive. */
final class TrainingRun {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 50;

    /** So many bytes of the log are shown where it fails. */
    private static final int SHOWN = 2_000;

    private static final List<String> PATHS = List.of(
            "/v1",
            "/v1/press-releases?view=full",
            "/v1/press-releases?country=KZ&facets=fieldOfWork",
            // Answered once the index is built.
            "/v1/press-releases?q=conference&highlight=true",
            "/v1/press-releases.atom",
            "/v1/countries",
            "/v1/changes?after=0",
            "/q/health",
            "/q/openapi",
            "/");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final Path jar;

    TrainingRun(Path jar) {
        this.jar = jar;
    }

    /** Leaves no archive where it fails: one of a start that failed would lack most classes. */
    void write(Path archive) throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        Path work = Files.createTempDirectory("communique");
        boolean complete = false;
        try {
            run(archive, work);
            complete = true;
        } finally {
            delete(work);
            if (!complete) {
                Files.deleteIfExists(archive);
            }
        }
    }

    private void run(Path archive, Path work) throws IOException, InterruptedException {
        int port = freePort();
        Path log = work.resolve("log");
        Process service = start(archive, work, port, log);
        try {
            for (String path : PATHS) {
                await(service, port, path, log);
            }
            service.destroy();
            if (!service.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS) || Files.notExists(archive)) {
                throw failed(log);
            }
        } finally {
            service.destroyForcibly().waitFor();
        }
    }

    private Process start(Path archive, Path work, int port, Path log) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString());
        Map<String, String> environment = java.environment();
        environment.keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("COMMUNIQUE_"));
        environment.put("COMMUNIQUE_DATA_DIRECTORY", work.resolve("data").toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return java.directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private void await(Process service, int port, String path, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (status(port, path) != 200) {
            if (!service.isAlive() || System.nanoTime() > deadline) {
                throw failed(log);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Of the answer; 0 where there is none. */
    private int status(int port, String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static IOException failed(Path log) throws IOException {
        String said = Files.readString(log);
        return new IOException("the service did not start: " + said.substring(Math.max(0, said.length() - SHOWN)));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
