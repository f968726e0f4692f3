package org.communique.support;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Sends archives to the service and waits for their end. */
public final class Archives {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Archives() {}

    public static JsonPath importing(String... lines) {
        return importing(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** With query parameters as they stand in the address. */
    public static JsonPath importingWith(String query, String... lines) {
        return ended(start("?" + query, String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    public static JsonPath importing(byte[] archive) {
        return ended(start("", archive));
    }

    /** Sends an archive and answers with the path of its import, without waiting for its end. */
    public static String start(String query, byte[] archive) {
        String location = given().header("Authorization", "Bearer " + TestStore.KEY)
                .contentType("application/x-ndjson")
                .body(archive)
                .post("/v1/imports" + query)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return URI.create(location).getPath();
    }

    /** The import as it is once it has ended. */
    public static JsonPath ended(String path) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            JsonPath job = given().header("Authorization", "Bearer " + TestStore.KEY)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (!job.getString("status").equals("running")) {
                return job;
            }
            pause();
        }
        throw new AssertionError("the import " + path + " has not ended in " + PATIENCE);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
