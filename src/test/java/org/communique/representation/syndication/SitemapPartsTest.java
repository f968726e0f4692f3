package org.communique.representation.syndication;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class SitemapPartsTest {
    private static final int RELEASES = 5_002;

    @Test
    void a_year_with_more_pages_than_a_part_takes_has_another() {
        String[] lines = IntStream.range(0, RELEASES)
                .mapToObj(i -> "{\"record\":\"press-release\",\"id\":\"5b1c0f6e-2000-4a7e-9c21-%012d".formatted(i)
                        + "\",\"originalLanguage\":\"en\",\"date\":\"1985-06-%02d\"".formatted(1 + i % 30)
                        + ",\"texts\":{\"en\":{\"title\":\"x\",\"slug\":\"en-%d\",\"body\":{\"text\":\"x\"}},"
                                .formatted(i)
                        + "\"fr\":{\"title\":\"x\",\"slug\":\"fr-%d\",\"body\":{\"text\":\"x\"}}}}".formatted(i))
                .toArray(String[]::new);
        assertEquals(RELEASES, Archives.importing(lines).getInt("created"));

        List<String> parts = Documents.all(Documents.xml("/sitemap.xml"), "//s:loc[contains(., '-1985-')]");
        assertEquals(
                List.of("https://press.example.org/sitemap-1985-1.xml", "https://press.example.org/sitemap-1985-2.xml"),
                parts);
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Document part = Documents.xml(parts.get(i));
            List<String> some = Documents.all(part, "/s:urlset/s:url/s:loc");
            assertEquals(i == 0 ? 10_000 : 4, some.size());
            // A release whose pages lie in two parts names both of them in each.
            assertEquals(2 * some.size(), Documents.all(part, "//x:link").size());
            pages.addAll(some);
        }
        assertEquals(2 * RELEASES, pages.stream().distinct().count());
        given().get("/sitemap-1985-3.xml").then().statusCode(404);
    }
}
