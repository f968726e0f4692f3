package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.communique.support.Archives;
import org.communique.support.Index;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that is missing, damaged, of another version or of another store is rebuilt while lists go on. */
@Tag("full")
class IndexRebuildIT {
    private static final Map<String, String> SETTINGS = Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY);

    @TempDir
    Path folder;

    @Test
    void search_comes_back_whatever_becomes_of_the_index() throws Exception {
        try (Service service = Service.start(folder, SETTINGS)) {
            Archives.importing(archive());
            Index.await();
            assertEquals(200, total("\"mill number\""));
            // Without a farewell: what was not committed to the index is read from the store again.
            Archives.importing(archive()[0].replace("\"Mill", "\"Windmill"));
            service.kill();
        }
        try (Service service = Service.start(folder, SETTINGS)) {
            Index.await();
            expectFound();
            assertEquals(1, total("windmill"));
            assertTrue(!service.log().contains("Built the search index"), "it only had to follow: " + service.log());
        }
        Path search = folder.resolve("data/search");
        delete(search);
        expectBuilt(SETTINGS);
        List<Path> files = files(search.resolve(current(search))).stream()
                .filter(file -> !file.endsWith("write.lock"))
                .toList();
        long seed = System.nanoTime();
        Path hit = files.get(new Random(seed).nextInt(files.size()));
        Logger.getLogger(getClass()).infof("A bit flips in %s; the seed is %d", hit.getFileName(), seed);
        byte[] bytes = Files.readAllBytes(hit);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(hit, bytes);
        expectBuilt(SETTINGS);
        files = files(search.resolve(current(search)));
        for (Path file : files) {
            Files.write(file, new byte[0]);
        }
        expectBuilt(SETTINGS);
        String before = current(search);
        Files.move(search.resolve(before), search.resolve("v0-1"));
        Files.writeString(search.resolve("current"), "v0-1");
        expectBuilt(SETTINGS);
        assertTrue(Files.notExists(search.resolve("v0-1")), "that of another version is gone");
        before = current(search);
        expectBuilt(Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY, "COMMUNIQUE_SEARCH_REBUILD", "true"));
        assertTrue(!current(search).equals(before) && Files.notExists(search.resolve(before)), "rebuilt on demand");
        delete(folder.resolve("data"), "search");
        try (Service service = Service.start(folder, SETTINGS)) {
            Index.await();
            assertEquals(0, total("mill"), "the index of another store");
            assertTrue(service.log().contains("Built the search index"), service.log());
        }
    }

    private static String current(Path search) throws IOException {
        return Files.readString(search.resolve("current"));
    }

    private void expectBuilt(Map<String, String> settings) throws Exception {
        try (Service service = Service.start(folder, settings)) {
            // A list needs no index.
            given().get("/v1/press-releases?limit=1").then().statusCode(200);
            int searched = given().get("/v1/press-releases?q=mill").statusCode();
            assertTrue(searched == 200 || searched == 503, searched + "");
            Index.await();
            Index.awaitLog(service, "Built the search index: 220 releases");
            expectFound();
            assertEquals(1, total("windmill"));
            assertTrue(service.log().contains("Built the search index: 220 releases"), service.log());
        }
    }

    private static void expectFound() {
        assertEquals(199, total("\"mill number\""));
    }

    private static int total(String query) {
        return given().queryParam("q", query)
                .get("/v1/press-releases")
                .then()
                .statusCode(200)
                .extract()
                .path("meta.total");
    }

    private static String[] archive() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add("{\"record\":\"press-release\",\"externalIds\":[{\"system\":\"mill\",\"id\":\"" + i
                    + "\"}],\"originalLanguage\":\"en\",\"date\":\"2021-05-05\",\"texts\":{\"en\":{\"title\":\"Mill number "
                    + i
                    + "\",\"body\":{\"text\":\"It grinds.\"}}}}");
        }
        return lines.toArray(new String[0]);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void delete(Path directory, String... kept) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder())
                    .filter(path -> Stream.of(kept).noneMatch(name -> path.startsWith(directory.resolve(name))))
                    .filter(path -> kept.length == 0 || !path.equals(directory))
                    .forEach(path -> {
                        try {
                            Files.delete(path);
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        }
                    });
        }
    }
}
