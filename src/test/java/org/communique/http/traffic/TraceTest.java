package org.communique.http.traffic;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.communique.http.pipeline.BehindProxy;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.LogLines;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Traces go to a collector, and each request leaves a line. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@TestProfile(BehindProxy.class)
@FreshStore(settings = "communique.access-log.enabled=true")
public class TraceTest {
    /** A real receiver of OTLP over HTTP on loopback, which keeps what it gets. */
    public static class Collector implements QuarkusTestResourceLifecycleManager {
        static final List<String> RECEIVED = new CopyOnWriteArrayList<>();

        private HttpServer server;

        @Override
        public Map<String, String> start() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            server.createContext("/v1/traces", exchange -> {
                RECEIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return Map.of(
                    "quarkus.otel.exporter.otlp.endpoint",
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    "quarkus.otel.exporter.otlp.compression",
                    "none");
        }

        @Override
        public void stop() {
            server.stop(0);
        }
    }

    @Test
    void a_request_is_traced_to_the_collector() throws InterruptedException {
        given().get("/v1/countries/KZ").then().statusCode(200);
        for (int i = 0; i < 200 && !received().contains("/v1/countries"); i++) {
            Thread.sleep(50);
        }
        assertTrue(received().contains("/v1/countries"), received());
    }

    private static String received() {
        return String.join("", Collector.RECEIVED);
    }

    @Test
    void each_request_leaves_a_line_that_says_who_but_no_secret() throws InterruptedException {
        try (LogLines log = LogLines.listen()) {
            given().get("/v1/press-releases?limit=3").then().statusCode(200);
            given().get("/v1/press-releases?limit=3").then().statusCode(200);
            given().urlEncodingEnabled(false).get("/v1/%00").then().statusCode(400);
            String id = Desk.chief().draft(Desk.content("Logged", ""));
            for (int i = 0; i < 100 && log.lines().stream().noneMatch(line -> line.contains("POST")); i++) {
                Thread.sleep(20);
            }
            expect(
                    log,
                    "127\\.0\\.0\\.1 GET /v1/press-releases\\?limit=3 200 [1-9]\\d* bytes \\d+\\.\\d ms, communique; fwd=miss; stored.*");
            expect(
                    log,
                    "127\\.0\\.0\\.1 GET /v1/press-releases\\?limit=3 200 [1-9]\\d* bytes \\d+\\.\\d ms, communique; hit.*");
            expect(log, "127\\.0\\.0\\.1 GET /v1/%00 400 .*");
            expect(log, "127\\.0\\.0\\.1 POST /v1/drafts 201 .*, by bootstrap key.*");
            expect(log, "draft.write by bootstrap key: draft " + id + ".*");
            assertTrue(log.lines().stream().noneMatch(line -> line.contains(TestStore.KEY)));
        }
    }

    private static void expect(LogLines log, String pattern) {
        assertTrue(
                log.lines().stream().anyMatch(line -> line.matches(pattern)),
                pattern + " in\n" + String.join("\n", log.lines()));
    }
}
