package org.communique.representation.syndication;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class SitemapTest {
    @Test
    void it_names_every_page_that_stands_in_every_language_once() {
        assertEquals("", Grammars.faultsOfSitemap(Documents.bytes("/sitemap.xml")));
        List<String> found = new ArrayList<>();
        for (String part : Documents.all(Documents.xml("/sitemap.xml"), "/s:sitemapindex/s:sitemap/s:loc")) {
            assertEquals("", Grammars.faultsOfSitemap(Documents.bytes(part)));
            found.addAll(Documents.all(Documents.xml(part), "/s:urlset/s:url/s:loc"));
        }
        List<String> expected = new ArrayList<>();
        for (String next = "/v1/press-releases?status=published&limit=100"; next != null; ) {
            var page = given().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.<String>getList("data.translations.flatten().slug")
                    .forEach(slug -> expected.add("https://press.example.org/v1/press-releases/" + slug));
            next = page.getString("links.next");
        }
        assertTrue(expected.size() > 20);
        assertEquals(
                expected.stream().sorted().toList(), found.stream().sorted().toList());
        assertEquals(found.size(), found.stream().distinct().count());
    }

    @Test
    void a_page_names_its_translations_and_itself() {
        Document part = Documents.xml("/sitemap-2010-1.xml");
        String url = "/s:urlset/s:url[x:link/@hreflang='ru'][1]";
        List<String> languages = Documents.all(part, url + "/x:link/@hreflang");
        assertEquals(List.of("en", "ru"), languages);
        String own = Documents.one(part, url + "/s:loc");
        assertTrue(Documents.all(part, url + "/x:link/@href").contains(own), own);
        assertTrue(Documents.one(part, url + "/s:lastmod").matches("\\d{4}-.*Z"));
    }

    @Test
    void what_is_withdrawn_is_not_in_it_and_no_part_is_beyond_the_last() {
        for (String part : Documents.all(Documents.xml("/sitemap.xml"), "//s:loc")) {
            assertFalse(new String(Documents.bytes(part)).contains("beaches"), part);
        }
        for (String none :
                List.of("/sitemap-1700-1.xml", "/sitemap-2010-0.xml", "/sitemap-2010-2.xml", "/sitemap-x-1.xml")) {
            given().get(none).then().statusCode(404).contentType("application/problem+json");
        }
        given().get("/sitemap.xml?x=1").then().statusCode(400);
        String validator = given().get("/sitemap.xml").header("ETag");
        given().header("If-None-Match", validator).get("/sitemap.xml").then().statusCode(304);
    }
}
