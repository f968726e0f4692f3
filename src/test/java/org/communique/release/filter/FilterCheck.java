package org.communique.release.filter;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.communique.support.Index;

/** Checks that a filter selects the same releases of the sample wherever there is a filter. */
final class FilterCheck {
    private static final Pattern SAMPLE = Pattern.compile("5b1c0f6e-(\\d{4})-4a7e-9c21-3d2f8a6b\\1");
    /** Other tests add releases of 2030 and later; the sample ends before. */
    private static final String PERIOD = "to=2025-12-31&";

    private final String filter;

    private FilterCheck(String filter) {
        this.filter = filter;
    }

    /** @param filter a query string */
    static FilterCheck of(String filter) {
        return new FilterCheck(filter);
    }

    /** In the list, all representations, a search, the digest and the change feed. */
    void selects(String... ids) {
        Set<String> expected = new TreeSet<>(List.of(ids));
        String list = "/v1/press-releases?limit=100&fields=id,title&" + PERIOD + filter;
        assertEquals(expected, found(read(list)), list);
        assertEquals(expected.size(), JsonPath.from(read(list)).getInt("meta.total"), list);
        for (String suffix : List.of(".atom", ".rss", ".jsonfeed", ".csv", ".ndjson", ".jsonld")) {
            String address = "/v1/press-releases" + suffix + "?limit=100&" + PERIOD + filter;
            assertEquals(expected, released(read(address)), address);
        }
        // Not even the longest text has this word.
        Index.await();
        String search = list + "&q=-zzyzxnowhere";
        assertEquals(expected, found(read(search)), search);
        String digest = read("/v1/press-releases/digest?" + PERIOD + filter);
        assertEquals(expected.size(), JsonPath.from(digest).getInt("count"), filter);
        assertEquals(expected, followed(), filter);
    }

    /** The releases that a follower who starts at the beginning has in the end. */
    private Set<String> followed() {
        Set<String> held = new TreeSet<>();
        long after = 0;
        while (true) {
            JsonPath page = JsonPath.from(read("/v1/changes?limit=500&after=" + after + "&" + PERIOD + filter));
            for (Map<String, Object> change : page.<Map<String, Object>>getList("data")) {
                String id = ((Map<?, ?>) change.get("subject")).get("id").toString();
                if (change.get("mustRemove").equals(true)) {
                    held.remove(id);
                } else if (SAMPLE.matcher(id).matches()) {
                    held.add(id);
                }
            }
            if (page.getList("data").isEmpty()) {
                return held;
            }
            after = page.getLong("meta.sequence");
        }
    }

    /** That a request with the filter is refused everywhere, with this fault. */
    static void refused(String filter, String code) {
        for (String path : List.of(
                "/v1/press-releases",
                "/v1/press-releases.atom",
                "/v1/press-releases.csv",
                "/v1/press-releases/digest",
                "/v1/changes")) {
            List<String> codes = given().urlEncodingEnabled(false)
                    .get(path + "?" + filter)
                    .then()
                    .statusCode(400)
                    .extract()
                    .path("errors.code");
            assertEquals(List.of(code), codes, path);
        }
    }

    private static String read(String address) {
        return new String(
                given().urlEncodingEnabled(false)
                        .get(address)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                StandardCharsets.UTF_8);
    }

    private static Set<String> found(String list) {
        return new TreeSet<>(JsonPath.from(list).<String>getList("data.id"));
    }

    /** The ids of releases, without those that releases name as related or mention, and those in links of the document. */
    private static Set<String> released(String document) {
        String alone = document.replaceAll("\"(related|mentions)\":\\[[^\\]]*\\]|\\bid=[0-9a-f-]{36}", "");
        return SAMPLE.matcher(alone)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
