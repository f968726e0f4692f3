package org.communique.release;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Compares the service's lists with a plain scan of the archive it was given, on random filters. */
final class ScanComparison {
    private static final List<String> FACETS =
            List.of("fieldOfWork", "country", "source", "language", "year", "month", "meeting", "kind");

    private final ArchiveScan scan;
    private final Random random;
    private final List<String> languages;
    private int selecting;
    private List<String> words = List.of();

    ScanComparison(ArchiveScan scan, long seed, List<String> languages) {
        this.scan = scan;
        this.random = new Random(seed);
        this.languages = languages;
    }

    /** Compares so many filters; at least a quarter of them must select something, or little was compared. */
    void run(int filters) {
        for (int i = 0; i < filters; i++) {
            compare(query());
        }
        assertTrue(selecting > filters / 4, selecting + " of " + filters + " filters select something");
    }

    /** Every other filter is answered by the index, for one of the words or two. */
    ScanComparison searching(List<String> any) {
        words = any;
        return this;
    }

    private void compare(Map<String, List<String>> query) {
        if (!words.isEmpty() && random.nextBoolean()) {
            query.put("q", List.of(random.nextInt(3) == 0 ? pick(words) + " " + pick(words) : pick(words)));
            query.putIfAbsent("sort", List.of("-date"));
        }
        List<String> expected = scan.ids(query);
        compareFacets(query);
        selecting += expected.isEmpty() ? 0 : 1;
        int limit = 1 + random.nextInt(100);
        RequestSpecification request = given().queryParam("limit", limit).queryParam("fields", "id");
        query.forEach((name, values) -> values.forEach(value -> request.queryParam(name, value)));
        JsonPath page = request.get("/v1/press-releases")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals(expected.size(), page.getInt("meta.total"), query.toString());
        List<String> found = new ArrayList<>(page.getList("data.id"));
        // Three pages are enough to see that they join; the walk through everything is a test of its own.
        for (int pages = 1; pages < 3 && page.getString("links.next") != null; pages++) {
            page = given().get(page.getString("links.next"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            found.addAll(page.getList("data.id"));
        }
        assertEquals(expected.subList(0, Math.min(expected.size(), 3 * limit)), found, query + " by " + limit);
    }

    private void compareFacets(Map<String, List<String>> query) {
        RequestSpecification request = given().queryParam("limit", 1)
                .queryParam("fields", "id")
                .queryParam("facets", String.join(",", FACETS));
        query.forEach((name, values) -> values.forEach(value -> request.queryParam(name, value)));
        JsonPath page = request.get("/v1/press-releases")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        for (String facet : FACETS) {
            Map<String, Long> expected = scan.facet(query, facet);
            Map<String, Long> found = new LinkedHashMap<>();
            List<Map<String, Object>> values = page.getList("facets." + facet);
            values.forEach(value -> found.put((String) value.get("code"), ((Number) value.get("count")).longValue()));
            assertEquals(expected, found, facet + " of " + query);
        }
    }

    private Map<String, List<String>> query() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String parameter : List.of("fieldOfWork", "country", "source", "meeting")) {
            if (scan.codes(parameter).isEmpty()) {
                continue;
            }
            if (random.nextInt(3) == 0) {
                query.put(parameter, some(parameter, 4));
            }
            if (random.nextInt(12) == 0) {
                query.put(parameter + ".all", some(parameter, 2));
            }
            if (random.nextInt(6) == 0) {
                query.put(parameter + ".not", some(parameter, 3));
            }
            if (random.nextInt(12) == 0) {
                query.put(parameter + ".none", List.of(Boolean.toString(random.nextBoolean())));
            }
        }
        if (random.nextInt(8) == 0) {
            query.put("id", several(60).map(ArchiveScan.Release::id).distinct().toList());
        }
        List<String> known = several(60)
                .flatMap(release -> release.externalIds().stream())
                .distinct()
                .toList();
        if (random.nextInt(8) == 0 && !known.isEmpty()) {
            query.put("externalId", known);
        }
        sometimes(query, 3, "source.descendants", "true");
        if (random.nextInt(6) == 0) {
            query.put("kind", List.of("press-release", pick(List.of("statement", "speech", "media-advisory"))));
        }
        sometimes(query, 6, "status", random.nextBoolean() ? "published" : "withdrawn");
        sometimes(query, 4, "lang", pick(languages));
        sometimes(query, 4, "from", day());
        sometimes(query, 4, "to", day());
        if (random.nextInt(5) == 0) {
            query.put(
                    "year",
                    List.of(day().substring(0, 4), pick(List.of("2014", "2015", "2016"))).stream()
                            .distinct()
                            .toList());
        }
        sometimes(query, 6, "publishedFrom", instant());
        sometimes(query, 6, "publishedTo", instant());
        sometimes(query, 2, "sort", pick(List.of("date", "-date", "-publishedAt")));
        return query;
    }

    private void sometimes(Map<String, List<String>> query, int oneIn, String name, String value) {
        if (random.nextInt(oneIn) == 0) {
            query.put(name, List.of(value));
        }
    }

    /** Codes of terms that releases carry are drawn more often than others. */
    private List<String> some(String parameter, int most) {
        List<String> codes = new ArrayList<>();
        ArchiveScan.Release release = pick(scan.releases());
        codes.addAll(
                release.codes().get(parameter).stream().sorted().limit(most).toList());
        while (codes.isEmpty() || codes.size() < most && random.nextBoolean()) {
            codes.add(pick(scan.codes(parameter)));
        }
        return codes.stream().distinct().toList();
    }

    private Stream<ArchiveScan.Release> several(int most) {
        return Stream.generate(() -> pick(scan.releases())).limit(1 + random.nextInt(most));
    }

    private String day() {
        return pick(scan.releases()).date().toString();
    }

    private String instant() {
        return pick(scan.releases()).publishedAt().toString();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
