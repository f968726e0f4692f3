package org.communique.http.cache;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communique.http.request.Query;

/** What answers are kept under: one spelling for the addresses that ask for the same bytes. */
public final class CacheKey {
    private static final String RELEASES = "/v1/press-releases";
    private static final List<String> KEPT = List.of(
            RELEASES,
            "/v1/fields-of-work",
            "/v1/countries",
            "/v1/organizational-units",
            "/v1/meeting-series",
            "/v1/navigation",
            "/v1/suggestions",
            "/sitemap");

    /** What followers read; a cache asks before each use (RFC 9111 section 5.2.2.4). */
    public static final Set<String> ALWAYS_FRESH = Set.of(
            "/v1/changes",
            "/v1/changes/stream",
            "/v1/exports/archive.ndjson",
            RELEASES + "/digest",
            "/v1/search/status");

    private CacheKey() {}

    /** Whether the request is one whose answer may be kept: it reads (RFC 9110 section 9.2.1). */
    public static boolean isRead(HttpServerRequest request) {
        return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    }

    /** Whether answers of the path are the same for everybody until the next change. */
    static boolean isKept(String path) {
        return (path.equals("/v1") || KEPT.stream().anyMatch(path::startsWith)) && !ALWAYS_FRESH.contains(path);
    }

    /**
     * The address with its parameters in the order of their names, those of one name as they came, and without those that
     * say what holds anyway. Its percent-encoding must be sound.
     */
    static String of(String uri) {
        int mark = uri.indexOf('?');
        if (mark < 0) {
            return uri;
        }
        String path = uri.substring(0, mark);
        List<String[]> parameters = new ArrayList<>();
        Map<String, List<String>> all = Query.parse(uri.substring(mark + 1));
        all.forEach((name, values) -> {
            if (!path.equals(RELEASES) || !isDefault(name, values, all)) {
                values.forEach(value -> parameters.add(new String[] {name, value}));
            }
        });
        parameters.sort(Comparator.comparing(one -> one[0]));
        Query query = new Query();
        parameters.forEach(one -> query.add(one[0], (Object) one[1]));
        return query.on(path);
    }

    /** Given twice it is a fault, and so is a sort beside a cursor, which must not find the answer to less. */
    private static boolean isDefault(String name, List<String> values, Map<String, List<String>> all) {
        if (name.equals("limit")) {
            return values.equals(List.of("20"));
        }
        return name.equals("sort")
                && values.equals(List.of("-date"))
                && !all.containsKey("q")
                && !all.containsKey("cursor");
    }
}
