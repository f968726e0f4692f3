package org.communique.representation.syndication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.communique.support.FreshStore;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every representation byte for byte; what differs is left in {@code target/golden} to be looked at. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        sample = false,
        settings = {FeedCast.ADDRESS, FeedCast.PUBLISHER, FeedCast.PUBLISHER_URL, FeedCast.RIGHTS, FeedCast.LICENSE})
class GoldenTest {
    @Inject
    TestClock clock;

    @BeforeEach
    void theCastIsInAndTheClockStands() {
        clock.stopAt(FeedCast.NOW);
        FeedCast.bringIn();
    }

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    @ParameterizedTest
    @CsvSource({
        "subscription.atom, /v1/press-releases.atom?country.not=LK",
        "russian.atom, /v1/press-releases.atom?lang=ru",
        "archive.atom, /v1/press-releases.atom?fieldOfWork=policing&archive=2040-04",
        "page.atom, /v1/press-releases.atom?country.not=LK&sort=-publishedAt&limit=1&page=2",
        "subscription.rss, /v1/press-releases.rss?country.not=LK",
        "archive.rss, /v1/press-releases.rss?fieldOfWork=policing&archive=2040-04",
        "subscription.jsonfeed, /v1/press-releases.jsonfeed?country.not=LK",
        "archive.jsonfeed, /v1/press-releases.jsonfeed?fieldOfWork=policing&archive=2040-04",
        "sitemap.xml, /sitemap.xml",
        "sitemap-2040-1.xml, /sitemap-2040-1.xml"
    })
    void it_is_what_it_was(String name, String address) throws IOException {
        // A line an element, so that a difference can be read.
        String found = new String(Documents.bytes(address), StandardCharsets.UTF_8)
                .replace("><", ">\n<")
                .replace(",\"", ",\n\"");
        Path left = Files.createDirectories(Path.of("target/golden")).resolve(name);
        Files.writeString(left, found);
        assertEquals(golden(name), found, name);
        Files.delete(left);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = GoldenTest.class.getResourceAsStream("/feed/golden/" + name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
