package org.communique.http.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.communique.support.Await;
import org.communique.support.Desk;
import org.communique.support.Drip;
import org.communique.support.LargeReleases;
import org.communique.support.Metrics;
import org.communique.support.OpenFiles;
import org.communique.support.Service;
import org.communique.support.SlowReader;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred slow readers of all that is long, and kills under them. */
@Tag("full")
class SlowReadersIT {
    private static final int RELEASES = 1_000;
    private static final int CHARACTERS = 20_000;
    private static final int OF_A_KIND = 100;
    private static final int ROUNDS = 600;
    /** What other work on the machine may cost a request. */
    private static final double NOISE_MILLIS = 50;

    private static final String EXPORT = "/v1/exports/archive.ndjson";
    private static final String NDJSON = "/v1/press-releases.ndjson?view=full&to=2020-01-";

    @TempDir
    Path data;

    /** What must not become slow. */
    private enum Work {
        LIST,
        FRESH_LIST,
        HEALTH,
        PUBLISHING
    }

    private final Desk desk = Desk.chief();
    private int made;

    private static Service start(Path data, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY);
        settings.put("COMMUNIQUE_SAMPLE", "false");
        return Service.start(data, "256m", settings);
    }

    @Test
    void two_hundred_slow_readers_slow_down_nothing_else() throws Exception {
        Map<String, String> room = Map.of(
                "COMMUNIQUE_ANSWERS_EXPORTS", "100",
                "COMMUNIQUE_ANSWERS_EXPORTS_PER_ADDRESS", "100",
                "COMMUNIQUE_ANSWERS_DOWNLOADS", "100",
                "COMMUNIQUE_ANSWERS_DOWNLOADS_PER_ADDRESS", "100",
                "COMMUNIQUE_ANSWERS_PATIENCE", "10m");
        try (Service service = start(data, room)) {
            LargeReleases.add(RELEASES, CHARACTERS);
            measure();
            Map<Work, Double> before = measure();
            // What one reader leaves in caches is no leak.
            for (String path : List.of(EXPORT, NDJSON + 10)) {
                assertEquals(200, RestAssured.get(path).statusCode());
            }
            service.collectGarbage();
            double heap = heap();
            Map<Work, Double> during;
            try (Drip drip = new Drip(64, Duration.ofSeconds(1))) {
                for (int i = 0; i < OF_A_KIND; i++) {
                    drip.open(EXPORT);
                    drip.open(NDJSON + (10 + i % 10));
                }
                // Their bodies are written meanwhile.
                during = measure();
                Await.until("answered", () -> drip.answered() == 2 * OF_A_KIND);
                assertEquals(2.0 * OF_A_KIND, open("export") + open("download"));
                assertEquals(List.of(200), drip.statuses());
                assertEquals(0, drip.ended(), "readers that were dropped");
            }
            System.out.println("p99 before: " + before + ", during: " + during);
            // Other tests run meanwhile: the ratio is for who reads it, and what is asserted is that nothing stands
            // still.
            before.forEach((work, usual) -> assertTrue(
                    during.get(work) <= 10 * Math.max(usual, NOISE_MILLIS),
                    work + ": " + during.get(work) + " ms, usually " + usual));
            Await.until("nothing open", () -> open("export") + open("download") == 0);
            Await.until("no spool", () -> OpenFiles.under(service.pid(), "spool") == 0);
            assertEquals(0.0, Metrics.sum("communique_answers_spool"));
            assertEquals(0, files(data.resolve("data").resolve("spool")));
            service.collectGarbage();
            assertTrue(heap() < heap + 20_000_000, heap() + " bytes of heap, before: " + heap);
            assertFalse(service.log().contains(" ERROR "), service.log());
        }
    }

    @Test
    void as_it_comes_it_refuses_most_of_them_and_the_rest_goes_on() throws Exception {
        try (Service service = start(data, Map.of())) {
            LargeReleases.add(RELEASES / 4, CHARACTERS);
            try (Drip drip = new Drip(64, Duration.ofSeconds(1))) {
                for (int i = 0; i < OF_A_KIND; i++) {
                    drip.open(EXPORT);
                    drip.open(NDJSON + 28);
                }
                Await.until("answered", () -> drip.answered() == 2 * OF_A_KIND);
                assertEquals(List.of(200, 429), drip.statuses());
                assertEquals(4 + 8, drip.with(200));
                assertEquals(200, RestAssured.get("/v1/press-releases").statusCode());
                desk.published("While others read slowly");
            }
            assertFalse(service.log().contains(" ERROR "), service.log());
        }
    }

    @Test
    void a_kill_leaves_no_file_of_an_answer_nor_of_an_upload() throws Exception {
        Path spool = data.resolve("data").resolve("spool");
        Path imports = data.resolve("data").resolve("imports");
        Path cutOff = imports.resolve(UUID.randomUUID() + ".ndjson");
        try (Service service = start(data, Map.of())) {
            LargeReleases.add(RELEASES / 4, CHARACTERS);
            try (SlowReader reader = SlowReader.open("127.0.0.1", EXPORT);
                    SlowReader other = SlowReader.open("127.0.0.1", NDJSON + 28);
                    Socket upload = new Socket("127.0.0.1", RestAssured.port)) {
                assertEquals(List.of(200, 200), List.of(reader.status(), other.status()));
                assertEquals(2, OpenFiles.under(service.pid(), "spool"));
                upload.getOutputStream()
                        .write(("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + TestStore.KEY + "\r\nContent-Type: application/x-ndjson\r\n"
                                        + "Content-Length: 9000000\r\n\r\n" + "\n".repeat(500_000))
                                .getBytes(StandardCharsets.US_ASCII));
                Await.until("arriving", () -> OpenFiles.under(service.pid(), "imports") == 1);
                service.kill();
            }
            assertEquals(0, files(spool));
            assertEquals(0, files(imports));
        }
        // As a kill leaves it between the arrival of an archive and the beginning of its import.
        Files.write(cutOff, new byte[1_000]);
        Files.setLastModifiedTime(cutOff, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
        Files.write(spool.resolve("answer-1"), new byte[1_000]);
        try (Service again = start(data, Map.of())) {
            assertEquals(0, files(imports), again.log());
            assertEquals(0, files(spool), again.log());
            assertEquals(200, RestAssured.get(EXPORT).statusCode());
        }
    }

    private static long files(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static double open(String kind) {
        return Metrics.sum("communique_answers_open{kind=\"" + kind + '"');
    }

    private static double heap() {
        return Metrics.text()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The p99 of each in milliseconds. */
    private Map<Work, Double> measure() throws Exception {
        Map<Work, List<Double>> times = new EnumMap<>(Work.class);
        for (int round = 0; round < ROUNDS; round++) {
            made++;
            time(times, Work.LIST, () -> RestAssured.get("/v1/press-releases").statusCode());
            time(
                    times,
                    Work.FRESH_LIST,
                    () -> RestAssured.get("/v1/press-releases?to=2020-01-28&limit=" + (1 + made % 100))
                            .statusCode());
            time(times, Work.HEALTH, () -> RestAssured.get("/q/health/ready").statusCode());
            if (round % 3 == 0) {
                String draft = desk.draft(Desk.content("Published " + made, ""));
                time(
                        times,
                        Work.PUBLISHING,
                        () -> desk.verb(draft, "publish", "{}").extract().statusCode());
            }
        }
        Map<Work, Double> p99 = new EnumMap<>(Work.class);
        times.forEach((work, all) -> {
            double[] sorted =
                    all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            p99.put(work, sorted[(int) (sorted.length * 0.99)]);
        });
        return p99;
    }

    private static void time(Map<Work, List<Double>> times, Work work, Callable<Integer> request) throws Exception {
        long began = System.nanoTime();
        assertEquals(200, request.call(), work.name());
        times.computeIfAbsent(work, key -> new ArrayList<>()).add((System.nanoTime() - began) / 1e6);
    }
}
