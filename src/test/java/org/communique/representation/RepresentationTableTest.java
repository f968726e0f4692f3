package org.communique.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.communique.http.request.Parameters;
import org.communique.release.GeneratedArchive;
import org.communique.release.ReleaseLists;
import org.communique.release.document.Projection;
import org.communique.release.list.ReleasePage;
import org.communique.representation.download.DownloadWriter;
import org.communique.representation.download.ListReader;
import org.communique.sequence.Snapshots;
import org.communique.support.Api;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class RepresentationTableTest {
    private static final int RELEASES = 2_000;
    private static final int QUERIES = 60;
    private static final Logger LOG = Logger.getLogger(RepresentationTableTest.class);

    private static boolean filled;

    @Inject
    Snapshots snapshots;

    @Inject
    TermCache cache;

    @Inject
    ReleaseLists lists;

    @Inject
    EntityManager entities;

    @Inject
    @All
    List<DownloadWriter> writers;

    private Api api;

    @BeforeEach
    void bringTheArchiveInOnce() {
        api = new Api();
        if (!filled) {
            long seed = System.nanoTime();
            LOG.infof("The archive's seed is %d", seed);
            List<String> lines = GeneratedArchive.lines(RELEASES, seed);
            assertEquals(
                    List.of(),
                    Archives.importing(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                            .getList("faults"));
            filled = true;
        }
    }

    private String body(String address) {
        Api.Answer answer = api.get(address);
        assertEquals(200, answer.status(), address + ": " + answer.response().body());
        return answer.response().body();
    }

    /** Those that say anything. */
    private static String query(String... parts) {
        return java.util.Arrays.stream(parts)
                .filter(part -> !part.isEmpty())
                .collect(java.util.stream.Collectors.joining("&", "?", ""));
    }

    private static String filter(Random random) {
        List<String> all = new ArrayList<>(List.of(
                "country=" + List.of("AM", "KZ", "UA").get(random.nextInt(3)),
                "country.not=BE",
                "fieldOfWork=scan-field-" + random.nextInt(12),
                "source=scan-unit-" + random.nextInt(15) + "&source.descendants=true",
                "meeting=scan-meeting",
                "status=published",
                random.nextBoolean() ? "lang=ru" : "lang=fr,en",
                "from=2015-02-01",
                "to=2015-03-01",
                "upToDate=true"));
        java.util.Collections.shuffle(all, random);
        return String.join("&", all.subList(0, random.nextInt(4)));
    }

    private static String sort(Random random) {
        return List.of("", "sort=-date", "sort=date", "sort=-publishedAt", "sort=-updatedAt", "sort=title")
                .get(random.nextInt(6));
    }

    @Test
    void the_same_page_holds_the_same_releases_in_every_representation() {
        long seed = System.nanoTime();
        LOG.infof("The queries' seed is %d", seed);
        Random random = new Random(seed);
        int seen = 0;
        for (int i = 0; i < QUERIES; i++) {
            String query = query(
                    filter(random),
                    sort(random),
                    "limit=" + (1 + random.nextInt(40)),
                    random.nextInt(3) == 0 ? "page=" + (1 + random.nextInt(3)) : "");
            assertSameEverywhere(query);
            String next = api.get(ListReader.JSON.address(query))
                    .json()
                    .at("/links/next")
                    .asText("");
            if (next.contains("cursor=")) {
                // The usual limit is not repeated in a link, and without one a download is whole.
                String place = next.substring(next.indexOf('?'));
                assertSameEverywhere(place.contains("limit=") ? place : place + "&limit=20");
                seen++;
            }
        }
        assertTrue(seen > QUERIES / 10, "cursors were followed: " + seen);
    }

    private void assertSameEverywhere(String query) {
        List<String> expected = ListReader.JSON.ids(body(ListReader.JSON.address(query)));
        for (ListReader reader : ListReader.values()) {
            assertEquals(expected, reader.ids(body(reader.address(query))), reader.address(query));
        }
    }

    @Test
    void a_whole_download_is_the_list_walked_to_its_end() {
        Random random = new Random();
        for (String filter : List.of("", "country=KZ", "lang=ru&from=2015-02-01", "fieldOfWork=scan-field-3")) {
            String sort = sort(random);
            String query = query(filter, sort);
            List<String> walked = new ArrayList<>();
            String middle = null;
            for (String next = ListReader.JSON.address(query(filter, sort, "limit=100")); !next.isEmpty(); ) {
                middle = walked.size() > 100 && middle == null ? next : middle;
                String page = body(next);
                walked.addAll(ListReader.JSON.ids(page));
                next = ListReader.json(page).at("/links/next").asText("");
            }
            for (ListReader reader : List.of(ListReader.NDJSON, ListReader.CSV)) {
                assertEquals(walked, reader.ids(body(reader.address(query))), reader.address(query));
                if (middle != null) {
                    String cursor = "?" + middle.replaceAll(".*(cursor=[^&]+).*", "$1");
                    assertEquals(walked.subList(200, walked.size()), reader.ids(body(reader.address(cursor))), cursor);
                }
            }
        }
    }

    @Test
    void a_download_holds_no_more_in_memory_the_longer_it_is() {
        for (DownloadWriter writer : writers) {
            Counting out = new Counting();
            int[] counts = snapshots.read(snapshot -> {
                Terms terms = cache.at(snapshot);
                ReleasePage page = ReleasePage.parse(new Parameters(new MultivaluedHashMap<>()), terms);
                int[] handed = new int[3];
                try {
                    writer.write(
                            out,
                            Projection.FULL,
                            reader -> lists.forEach(page, terms, true, release -> {
                                handed[0]++;
                                handed[1] = Math.max(
                                        handed[1],
                                        entities.unwrap(Session.class)
                                                .getStatistics()
                                                .getEntityCount());
                                reader.accept(release);
                                handed[2] = (int) out.bytes;
                            }));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
                return handed;
            });
            assertEquals(RELEASES, counts[0]);
            assertTrue(counts[1] > 0 && counts[1] <= 400, "entities held at once: " + counts[1]);
            assertTrue(out.bytes > 500_000, "bytes: " + out.bytes);
            assertTrue(out.bytes - counts[2] < 20_000, "bytes that waited for the end: " + (out.bytes - counts[2]));
        }
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
