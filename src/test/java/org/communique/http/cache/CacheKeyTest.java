package org.communique.http.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeyTest {
    private static final String LIST = "/v1/press-releases";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "country=KZ&fieldOfWork=policing fieldOfWork=policing&country=KZ",
                "view=full limit=20&view=full",
                "view=full view=full&sort=-date",
                "q=a%20b q=a+b",
                "lang=ru,en lang=ru%2Cen",
                "country=KZ&country=AM&limit=5 limit=5&country=KZ&country=AM"
            })
    void spellings_of_one_request_have_one_key(String one, String other) {
        assertEquals(CacheKey.of(LIST + "?" + one), CacheKey.of(LIST + "?" + other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "country=KZ country=AM",
                "country=KZ&country=AM country=AM&country=KZ",
                "view=full view=full&limit=20&limit=20",
                "q=a q=a&sort=-date",
                "cursor=x cursor=x&sort=-date",
                "view=full view=summary",
                "limit=2 limit=20",
                "a=b%26c a=b&c="
            })
    void different_requests_have_different_keys(String one, String other) {
        assertNotEquals(CacheKey.of(LIST + "?" + one), CacheKey.of(LIST + "?" + other));
    }

    @Test
    void a_default_of_the_list_is_none_elsewhere() {
        assertNotEquals(CacheKey.of(LIST + "/x"), CacheKey.of(LIST + "/x?limit=20"));
        assertNotEquals(CacheKey.of(LIST + ".atom"), CacheKey.of(LIST + ".atom?limit=20"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/changes",
                "/v1/press-releases/digest",
                "/v1/search/status",
                "/v1/drafts",
                "/v1/imports/1",
                "/v1/exports/archive.ndjson",
                "/q/metrics",
                "/hub",
                "/"
            })
    void what_is_private_or_always_fresh_is_not_kept(String path) {
        assertFalse(CacheKey.isKept(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1", LIST, LIST + ".atom", LIST + "/x", "/v1/countries/KZ", "/v1/navigation", "/sitemap.xml"})
    void what_is_public_is_kept(String path) {
        assertTrue(CacheKey.isKept(path));
    }
}
