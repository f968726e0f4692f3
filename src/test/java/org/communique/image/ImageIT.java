package org.communique.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.communique.support.NewerJava;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The steps of the Dockerfile, done in a folder, and the service that they end with. */
@Tag("full")
class ImageIT {
    private static final Logger LOG = Logger.getLogger(ImageIT.class);
    private static final int JAVA = 25;
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(60);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void the_steps_build_a_service_that_starts_from_its_cache_as_an_ordinary_user() throws Exception {
        Optional<Path> java = NewerJava.home(JAVA, "IMAGE_JAVA_HOME");
        assumeTrue(java.isPresent(), "SKIPPED: there is no Java of " + JAVA + " or later; name one in IMAGE_JAVA_HOME");
        for (String program : List.of("mvn", "curl", "bash", "cp")) {
            assumeTrue(isThere(program), "SKIPPED: the steps want " + program);
        }
        Path work = Files.createTempDirectory("communique-image");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setPort(freePort()).start()) {
            Path programs = copyOfPrograms(postgres, work);
            ImageFolder image = new ImageFolder(work, Path.of("").toAbsolutePath(), java.get(), programs);
            image.build(Dockerfile.read(Path.of("Dockerfile")));
            serve(image, postgres, work);
        } finally {
            new ProcessBuilder("rm", "-rf", work.toString()).start().waitFor();
        }
    }

    private void serve(ImageFolder image, EmbeddedPostgres postgres, Path work) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(freePort()));
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.getJdbcUrl("postgres", "postgres"));
        settings.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        settings.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        settings.put("COMMUNIQUE_SAMPLE", "true");
        settings.put("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY);
        settings.put("COMMUNIQUE_PUSH_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        // Without it a cache that does not fit would only be slow.
        settings.put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
        assertTrue(Files.size(image.directory().resolve("communique.aot")) > 0);
        Path log = Files.createTempFile(work, "service", ".log");
        long start = System.nanoTime();
        Process service = image.start(settings, log);
        try {
            URI list = URI.create("http://127.0.0.1:" + settings.get("QUARKUS_HTTP_PORT") + "/v1/press-releases");
            awaitAnswer(service, list, log);
            long first = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            LOG.infof("first answer after %d ms, on a fresh store; %s", first, resident(service));
            awaitHealthy(image, settings);
            String user = Files.getAttribute(Path.of("/proc/" + service.pid()), "unix:uid")
                    .toString();
            assertNotEquals("0", user, "it runs as an ordinary user");
            // In JSON, as a collector of logs wants it.
            assertTrue(Files.readString(log)
                            .lines()
                            .filter(line -> line.startsWith("{"))
                            .count()
                    > 3);
        } finally {
            service.destroy();
            assertTrue(service.waitFor(40, TimeUnit.SECONDS), "it stops when it is asked to");
        }
        assertNotEquals(0, image.health(settings), "nothing is healthy where nothing runs");
    }

    private void awaitAnswer(Process service, URI list, Path log) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(list).build();
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (true) {
            assertTrue(service.isAlive() && System.currentTimeMillis() < deadline, Files.readString(log));
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertEquals(200, answer.statusCode(), answer.body());
                return;
            } catch (IOException notYet) {
                Thread.sleep(10);
            }
        }
    }

    private void awaitHealthy(ImageFolder image, Map<String, String> settings) throws Exception {
        long deadline = System.currentTimeMillis() + PATIENCE;
        int code = image.health(settings);
        while (code != 0 && System.currentTimeMillis() < deadline) {
            Thread.sleep(100);
            code = image.health(settings);
        }
        assertEquals(0, code);
    }

    private static String resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
    }

    /** PostgreSQL's programs where every user may run them. */
    private static Path copyOfPrograms(EmbeddedPostgres postgres, Path work) throws Exception {
        List<String> row;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var answer = connection
                        .createStatement()
                        .executeQuery("select setting from pg_config where name = 'BINDIR'")) {
            answer.next();
            row = List.of(answer.getString(1));
        }
        Path copy = work.resolve("postgresql");
        Path installed = Path.of(row.get(0)).getParent();
        assertEquals(
                0,
                new ProcessBuilder("cp", "-r", installed.toString(), copy.toString())
                        .start()
                        .waitFor());
        assertEquals(
                0,
                new ProcessBuilder("chmod", "-R", "a+rX", copy.toString())
                        .start()
                        .waitFor());
        return copy.resolve("bin");
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
