package org.communique.release;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A real archive of 3,000 press releases and 185 terms; skipped, and said so, where it is not at hand. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class RealArchiveTest {
    private static final int FILTERS = Math.max(1, Integer.getInteger("test.filters", 30) / 3);
    private static final Path ARCHIVE = Path.of(System.getProperty("test.archive", "none"));

    @Test
    void it_comes_in_whole_pages_through_once_and_filters_as_a_plain_scan() throws Exception {
        Assumptions.assumeTrue(Files.exists(ARCHIVE), "SKIPPED: there is no archive at " + ARCHIVE);
        byte[] bytes;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(ARCHIVE))) {
            bytes = in.readAllBytes();
        }
        JsonPath job = Archives.importing(bytes);
        assertEquals(List.of(), job.getList("faults"));
        assertEquals(3_185, job.getInt("lines"));
        assertEquals(3_185, Archives.importing(bytes).getInt("unchanged"), "the same archive again changes nothing");

        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        ArchiveScan scan = new ArchiveScan(lines);
        List<String> expected = scan.ids(java.util.Map.of("source.none", List.of("false")));
        assertEquals(3_000, expected.size());
        List<String> found = new ArrayList<>();
        for (String next = "/v1/press-releases?limit=100&fields=id&from=2016-03-07&to=2018-04-13"; next != null; ) {
            JsonPath page = given().get(next).then().statusCode(200).extract().jsonPath();
            assertEquals(3_000, page.getInt("meta.total"));
            found.addAll(page.getList("data.id"));
            next = page.getString("links.next");
        }
        assertEquals(expected, found);

        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("The filters' seed is %d", seed);
        Index.await();
        new ScanComparison(scan, seed, List.of("en", "en,fr", "fr")).run(FILTERS);
    }
}
