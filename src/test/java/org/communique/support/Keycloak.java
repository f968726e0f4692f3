package org.communique.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Keycloak in a process of its own, with the realm of src/test/resources/identity; every user's password is "secret". */
public final class Keycloak implements AutoCloseable {
    private static final int OLDEST_JAVA = 21;
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(180);
    private static final String REALM = "press-realm.json";

    private final Process process;
    private final Path log;
    private final int port;

    private Keycloak(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Why there can be none; empty where there can. */
    public static Optional<String> impossible() {
        if (java().isEmpty()) {
            return Optional.of("SKIPPED: there is no Java of " + OLDEST_JAVA
                    + " or later for Keycloak; name one in KEYCLOAK_JAVA_HOME");
        }
        return Files.isExecutable(script())
                ? Optional.empty()
                : Optional.of("SKIPPED: there is no Keycloak; the build unpacks one before the integration tests");
    }

    /** What it knows is in memory; its home is under target. */
    public static Keycloak start() throws IOException, InterruptedException {
        Path home = script().getParent().getParent();
        Path imported = Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                Path.of("src/test/resources/identity", REALM),
                imported.resolve(REALM),
                StandardCopyOption.REPLACE_EXISTING);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                script().toString(),
                "start-dev",
                "--db=dev-mem",
                "--cache=local",
                "--health-enabled=false",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm");
        builder.environment().put("JAVA_HOME", java().orElseThrow().toString());
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
        File log = home.resolve("keycloak.log").toFile();
        Keycloak keycloak = new Keycloak(
                builder.redirectErrorStream(true).redirectOutput(log).start(), log.toPath(), port);
        keycloak.await();
        return keycloak;
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/press";
    }

    /** The answer to a user of a client: "access_token" and "id_token". */
    public Map<String, String> sign(String client, String user) {
        Response answer = token(client, user);
        return Map.of("access_token", answer.path("access_token"), "id_token", answer.path("id_token"));
    }

    private Response token(String client, String user) {
        return given().formParam("grant_type", "password")
                .formParam("client_id", client)
                .formParam("username", user)
                .formParam("password", "secret")
                .formParam("scope", "openid")
                .post(issuer() + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private void await() throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (!isUp()) {
            if (System.currentTimeMillis() > deadline || !process.isAlive()) {
                close();
                throw new IllegalStateException("Keycloak did not start: " + Files.readString(log));
            }
            Thread.sleep(200);
        }
    }

    private boolean isUp() {
        try {
            return given().get(issuer()).statusCode() == 200;
        } catch (Exception notYet) {
            return false;
        }
    }

    /** The script's Java as well. */
    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    private static Path script() {
        return Path.of(System.getProperty("test.keycloak", "target/keycloak"), "bin", "kc.sh")
                .toAbsolutePath();
    }

    private static Optional<Path> java() {
        return NewerJava.home(OLDEST_JAVA, "KEYCLOAK_JAVA_HOME");
    }
}
