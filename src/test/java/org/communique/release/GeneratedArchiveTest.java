package org.communique.release;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class GeneratedArchiveTest {
    private static final int RELEASES = 400;
    private static final int FILTERS = Integer.getInteger("test.filters", 30);

    private static ArchiveScan scan;

    @BeforeEach
    void bringTheArchiveInOnce() throws Exception {
        if (scan == null) {
            long seed = System.nanoTime();
            Logger.getLogger(getClass()).infof("The archive's seed is %d", seed);
            List<String> lines = GeneratedArchive.lines(RELEASES, seed);
            JsonPath job = Archives.importing(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            assertEquals(List.of(), job.getList("faults"));
            assertEquals(lines.size(), job.getInt("created"));
            Index.await();
            scan = new ArchiveScan(lines);
        }
    }

    @Test
    void every_filter_gives_what_a_plain_scan_gives() {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("The filters' seed is %d", seed);
        new ScanComparison(scan, seed, List.of("en", "ru", "fr,ru", "de,fr,en", "it", "it,ru"))
                .searching(
                        List.of("release", "release", "release", "field", "armenia", "kazakhstan", "unit", "7", "11"))
                .run(FILTERS);
    }

    @Test
    void sorting_by_title_follows_the_language_shown() {
        for (String query : List.of("", "ru", "fr,ru", "de,en,fr", "&q=release", "fr,ru&q=release")) {
            String list = query.split("&")[0];
            List<String> expected = scan.releases().stream()
                    .filter(release -> list.isEmpty()
                            || ArchiveScan.language(release, list).isPresent())
                    .sorted(Comparator.comparing((ArchiveScan.Release release) -> title(release, list))
                            .thenComparing(ArchiveScan.Release::id))
                    .map(ArchiveScan.Release::id)
                    .toList();
            List<String> found = new ArrayList<>();
            String first = "/v1/press-releases?limit=37&sort=title&fields=id"
                    + (query.isEmpty() || query.startsWith("&") ? query : "&lang=" + query);
            for (String next = first; next != null; ) {
                JsonPath page =
                        given().get(next).then().statusCode(200).extract().jsonPath();
                found.addAll(page.getList("data.id"));
                next = page.getString("links.next");
            }
            assertEquals(expected, found, "lang=" + query);
        }
    }

    private static String title(ArchiveScan.Release release, String list) {
        String language = list.isEmpty()
                ? release.original()
                : ArchiveScan.language(release, list).orElseThrow();
        return release.titles().get(language).toLowerCase();
    }
}
