package org.communique.support;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Sends archives to the service and waits for their end. */
public final class Archives {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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

    /** Sends an archive, by a client that takes no more memory for it, and answers with the path of its import. */
    public static String start(String query, byte[] archive) {
        return start(query, HttpRequest.BodyPublishers.ofByteArray(archive));
    }

    public static String start(String query, HttpRequest.BodyPublisher archive) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/imports" + query))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + TestStore.KEY)
                .header("Content-Type", "application/x-ndjson")
                .POST(archive)
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(202, answer.statusCode(), answer.body());
            return URI.create(answer.headers().firstValue("Location").orElseThrow())
                    .getPath();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The import as it is once it has ended. */
    public static JsonPath ended(String path) {
        return ended(path, PATIENCE);
    }

    public static JsonPath ended(String path, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
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
        throw new AssertionError("the import " + path + " has not ended in " + patience);
    }

    /** An archive of so many releases, the same for the same name. */
    public static byte[] releases(String name, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"record\":\"press-release\",\"id\":\"")
                    .append(UUID.nameUUIDFromBytes((name + i).getBytes(StandardCharsets.UTF_8)))
                    .append(
                            "\",\"originalLanguage\":\"en\",\"date\":\"2030-01-02\",\"texts\":{\"en\":{\"title\":\"Release ")
                    .append(i)
                    .append("\",\"body\":{\"text\":\"")
                    .append("Words of a body. ".repeat(60).strip())
                    .append("\"}}}}\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
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
