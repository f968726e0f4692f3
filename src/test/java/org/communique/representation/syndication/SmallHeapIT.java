package org.communique.representation.syndication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand long releases in a service with little memory: eight readers at a time of each representation. */
@Tag("full")
class SmallHeapIT {
    private static final Logger LOG = Logger.getLogger(SmallHeapIT.class);
    private static final int RELEASES = 1_000;
    private static final int LENGTH = 225_000;
    private static final int READERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String LIST = "/v1/press-releases";
    private static final Map<String, String> SETTINGS =
            Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY, "COMMUNIQUE_SAMPLE", "false");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path data;

    /** Words of a large vocabulary, as a body. */
    private static String body(Random random) {
        StringBuilder text = new StringBuilder(LENGTH + 20);
        while (text.length() < LENGTH) {
            int word = random.nextInt(30_000);
            text.append(Integer.toString(word * 7_919, 36))
                    .append(Integer.toString(word * 60_013, 36))
                    .append(' ');
        }
        return text.toString();
    }

    private static String line(int number, Random random) {
        // A third on a few days of one month, the others over years.
        LocalDate day = LocalDate.now().minusDays(number % 3 == 0 ? number % 5 : number * 2L);
        return "{\"record\":\"press-release\",\"id\":\"" + new UUID(7, number)
                + "\",\"originalLanguage\":\"en\",\"date\":\"" + day + "\",\"texts\":{\"en\":{\"title\":\"Long "
                + number
                + "\",\"slug\":\"long-" + number + "\",\"body\":{\"text\":\"told " + body(random) + "\"}}}}\n";
    }

    /** Made line by line. */
    private static InputStream archive(long seed) {
        Random random = new Random(seed);
        return new SequenceInputStream(new Enumeration<>() {
            private int number;

            @Override
            public boolean hasMoreElements() {
                return number < RELEASES;
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(line(number++, random).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static List<String> addresses() {
        String one = LIST + "/" + new UUID(7, 3);
        List<String> all = new ArrayList<>();
        for (String feed : List.of(".atom", ".rss", ".jsonfeed")) {
            all.add(LIST + feed);
            all.add(LIST + feed + "?limit=100");
            all.add(LIST + feed + "?archive=" + LocalDate.now().toString().substring(0, 7));
        }
        all.addAll(List.of(
                LIST + "?view=full&limit=100",
                LIST + "?fields=body.html&limit=100",
                LIST + "?view=full&limit=100&q=told",
                LIST + "?view=full&limit=20&q=told&highlight=true",
                LIST + ".jsonld?view=full&limit=100",
                LIST + ".ndjson?view=full&limit=100",
                LIST + ".csv?view=full&limit=100",
                LIST + ".ndjson",
                one,
                one + ".ninjs",
                one + ".txt",
                one + ".jsonld",
                one + "/related?view=full&limit=20",
                LIST + "/digest",
                "/v1/changes?include=data&limit=1000",
                "/sitemap.xml",
                "/sitemap-" + LocalDate.now().getYear() + "-1.xml"));
        return all;
    }

    private HttpResponse<InputStream> ask(Service service, String address, boolean gzip)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(service.at(address))
                        .header("Accept-Encoding", gzip ? "gzip" : "identity")
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Reads an answer to its end, some readers with a rest after each piece; tells whether it was refused for now. */
    private boolean read(Service service, String address, int reader) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = ask(service, address, reader % 2 == 0);
        byte[] piece = new byte[1 << 17];
        try (InputStream body = answer.body()) {
            while (body.read(piece) >= 0) {
                if (reader == 3) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
            }
        }
        if (answer.statusCode() == 200) {
            return false;
        }
        assertTrue(
                List.of(429, 503).contains(answer.statusCode())
                        && answer.headers().firstValue("Retry-After").isPresent(),
                answer.statusCode() + " " + address);
        return true;
    }

    private int together(Service service, ExecutorService readers, Iterator<String> addresses) throws Exception {
        List<Future<Boolean>> reads = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            String address = addresses.next();
            int number = reader;
            Callable<Boolean> read = () -> read(service, address, number);
            reads.add(readers.submit(read));
        }
        int refused = 0;
        for (Future<Boolean> read : reads) {
            refused += read.get() ? 1 : 0;
        }
        return refused;
    }

    @Test
    void every_representation_is_read_by_eight_at_a_time() throws Exception {
        long seed = System.nanoTime();
        LOG.infof("The texts' seed is %d", seed);
        try (Service service = Service.start(data, "200m", SETTINGS)) {
            long began = System.nanoTime();
            String job = Archives.start("", HttpRequest.BodyPublishers.ofInputStream(() -> archive(seed)));
            JsonPath ended = Archives.ended(job, PATIENCE);
            assertEquals(RELEASES, ended.getInt("created"), ended.prettify());
            awaitFound();
            LOG.infof("Imported and findable after %d s", (System.nanoTime() - began) / 1_000_000_000);
            ExecutorService readers = Executors.newFixedThreadPool(READERS);
            try {
                for (String address : addresses()) {
                    assertFalse(read(service, address, 0), "one alone is refused: " + address);
                    assertFalse(service.log().contains("OutOfMemoryError"), address);
                    // A change throws away what is kept: all of them ask for what has to be made.
                    Desk.chief().published("Something new");
                    int refused = together(service, readers, endlessly(address));
                    LOG.infof("%d of %d refused: %s", refused, READERS, address);
                    assertFalse(service.log().contains("OutOfMemoryError"), address);
                }
                // All kinds beside each other.
                Iterator<String> mixed = Stream.generate(SmallHeapIT::addresses)
                        .flatMap(List::stream)
                        .iterator();
                for (int round = 0; round < 4; round++) {
                    Desk.chief().published("Something else");
                    together(service, readers, mixed);
                }
            } finally {
                readers.shutdownNow();
            }
            assertFalse(service.log().contains("OutOfMemoryError"), "it had enough memory");
            assertFalse(service.log().contains("ERROR"), service.log());
            String id = Desk.chief().published("The last word");
            RestAssured.get(LIST + "/" + id).then().statusCode(200);
            service.awaitReady();
        }
    }

    private static Iterator<String> endlessly(String address) {
        return Stream.generate(() -> address).iterator();
    }

    /** Until the words of the last release are found. */
    private static void awaitFound() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (RestAssured.get("/v1/search/status").then().extract().path("sequence") == null
                || RestAssured.get(LIST + "?q=told&limit=1")
                                .then()
                                .extract()
                                .jsonPath()
                                .getInt("meta.total")
                        < RELEASES) {
            assertTrue(System.nanoTime() < end, "it is never found");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }
}
