package org.communique.representation.document;

import static io.restassured.RestAssured.when;
import static org.communique.support.Newsroom.path;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.communique.http.json.Json;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole documents of two releases whose every word and time is given, as files that a reader can look at. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class DataGoldenTest {
    private static final String LIST = "?fieldOfWork=" + Tricky.GOLDEN;

    @BeforeEach
    void bringThemIn() {
        Tricky.bringIn();
    }

    private static void assertGolden(String file, String address) throws IOException {
        String text = when().get(address).then().statusCode(200).extract().asString();
        String shown =
                file.endsWith("json") || file.endsWith("jsonld") || file.endsWith(".ninjs") ? pretty(text) : text;
        // What a change made of it, to look at and to take over.
        Files.writeString(Files.createDirectories(Path.of("target/golden")).resolve(file), shown);
        assertEquals(Files.readString(Path.of("src/test/resources/golden", file)), shown, file);
    }

    private static String pretty(String text) {
        return text.lines()
                .map(line -> {
                    try {
                        return Json.mapper()
                                        .writerWithDefaultPrettyPrinter()
                                        .writeValueAsString(Json.mapper().readTree(line))
                                + "\n";
                    } catch (JsonProcessingException notJson) {
                        throw new UncheckedIOException(notJson);
                    }
                })
                .reduce("", String::concat);
    }

    @Test
    void ndjson() throws IOException {
        assertGolden("list.ndjson", "/v1/press-releases.ndjson" + LIST + "&view=full");
    }

    @Test
    void csv() throws IOException {
        assertGolden("list.csv", "/v1/press-releases.csv" + LIST + "&view=full");
    }

    @Test
    void json_ld() throws IOException {
        assertGolden("list.jsonld", "/v1/press-releases.jsonld" + LIST + "&limit=1");
        assertGolden("release.jsonld", path(Tricky.EVERYTHING) + ".jsonld");
        assertGolden("withdrawn.jsonld", path(Tricky.WITHDRAWN) + ".jsonld");
    }

    @Test
    void ninjs() throws IOException {
        assertGolden("release.ninjs", path(Tricky.EVERYTHING) + ".ninjs");
        assertGolden("withdrawn.ninjs", path(Tricky.WITHDRAWN) + ".ninjs");
        NinjsSchema.assertValid(when().get(path(Tricky.EVERYTHING) + ".ninjs").asString());
    }

    @Test
    void text() throws IOException {
        assertGolden("release.txt", path(Tricky.EVERYTHING) + ".txt");
        assertGolden("withdrawn.txt", path(Tricky.WITHDRAWN) + ".txt");
    }

    @Test
    void terms() throws IOException {
        assertGolden("unit.jsonld", "/v1/organizational-units/mission-to-moldova.jsonld");
    }
}
