package org.communique.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits for the index, which follows the sequence by itself. */
public final class Index {
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(30);

    private Index() {}

    /** Waits until everything that is live now can be found. */
    public static void await() {
        long wanted = Long.parseLong(given().get("/v1").header("Communique-Sequence"));
        long deadline = System.currentTimeMillis() + PATIENCE;
        Response status = status();
        while (!isAt(status, wanted)) {
            if (System.currentTimeMillis() > deadline) {
                throw new AssertionError("the index has not reached " + wanted + ": " + status.asString());
            }
            pause();
            status = status();
        }
    }

    /** Waits until a service has logged something. */
    public static void awaitLog(Service service, String line) throws IOException {
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (!service.log().contains(line)) {
            if (System.currentTimeMillis() > deadline) {
                throw new AssertionError("it was not logged: " + line + "; but " + service.log());
            }
            pause();
        }
    }

    public static Response status() {
        return given().get("/v1/search/status");
    }

    private static boolean isAt(Response status, long wanted) {
        return status.path("status").equals("ready") && ((Number) status.path("sequence")).longValue() >= wanted;
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
