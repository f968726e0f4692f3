package org.communique.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.communique.support.Api;

/** Compares what follows the store with the store, as the archive has it. */
final class Equality {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api = new Api();
    private final SortedMap<String, JsonNode> live = new TreeMap<>();

    Equality() {
        String archive = api.get("/v1/exports/archive.ndjson").response().body();
        archive.lines().map(Equality::parsed).forEach(record -> {
            if (record.get("record").asText().equals("press-release")
                    && !record.path("status").asText().equals("retracted")) {
                live.put(record.get("id").asText(), record);
            }
        });
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /** The revision of each live release by id. */
    Map<String, Integer> revisions() {
        return revisions(any -> true);
    }

    private SortedMap<String, Integer> revisions(Predicate<JsonNode> filter) {
        SortedMap<String, Integer> revisions = new TreeMap<>();
        live.forEach((id, release) -> {
            if (filter.test(release)) {
                revisions.put(id, release.get("revision").asInt());
            }
        });
        return revisions;
    }

    /** Lists, which come from bitmaps, and their counts. */
    void checkLists(String history) {
        check("", any -> true);
        for (String country : Set.of("KZ", "FI", "CH")) {
            check("country=" + country, release -> has(release, "countries", country));
            check("country.not=" + country, release -> !has(release, "countries", country));
        }
        check("fieldOfWork=" + history + "-b", release -> has(release, "fieldsOfWork", history + "-b"));
        check("meeting=" + history, release -> has(release, "meetings", history));
        check("country.none=true", release -> release.path("countries").isEmpty());
        check("status=withdrawn", release -> release.path("status").asText().equals("withdrawn"));
        check("lang=ru", release -> release.get("texts").has("ru"));
        check("from=2031-02-01", release -> release.get("date").asText().compareTo("2031-02-01") >= 0);
    }

    private static boolean has(JsonNode release, String member, String code) {
        for (JsonNode one : release.path(member)) {
            if (one.asText().equals(code)) {
                return true;
            }
        }
        return false;
    }

    private void check(String filter, Predicate<JsonNode> isWanted) {
        SortedMap<String, Integer> wanted = revisions(isWanted);
        assertEquals(wanted, list(filter), filter);
        JsonNode digest = api.get("/v1/press-releases/digest?" + filter).json();
        assertEquals(hash(wanted), digest.get("hash").asText(), filter);
    }

    private Map<String, Integer> list(String query) {
        SortedMap<String, Integer> found = new TreeMap<>();
        String next = "/v1/press-releases?limit=100&fields=id,revision&" + query;
        int total = 0;
        while (next != null) {
            JsonNode page = api.get(next).json();
            page.get("data")
                    .forEach(release -> found.put(
                            release.get("id").asText(), release.get("revision").asInt()));
            total = page.at("/meta/total").asInt();
            JsonNode link = page.at("/links/next");
            next = link.isMissingNode() ? null : link.asText();
        }
        assertEquals(found.size(), total, query);
        return found;
    }

    private static String hash(SortedMap<String, Integer> revisions) {
        StringBuilder lines = new StringBuilder();
        revisions.forEach(
                (id, revision) -> lines.append(id).append(' ').append(revision).append('\n'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(lines.toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Every title is found in what has it, and nothing is found that is not live. */
    void checkIndex() {
        awaitIndex();
        assertEquals(
                revisions(release -> release.at("/texts/en/title").asText().startsWith("Title "))
                        .keySet(),
                list("q=title&q.in=title&sort=-date").keySet());
        Set<String> titles = new java.util.TreeSet<>();
        live.values()
                .forEach(release -> titles.add(release.at("/texts/en/title").asText()));
        for (String title : titles) {
            String phrase = URLEncoder.encode('"' + title + '"', StandardCharsets.UTF_8);
            assertEquals(
                    revisions(release -> release.at("/texts/en/title").asText().equals(title)),
                    list("q=" + phrase + "&q.in=title&sort=-date"),
                    title);
        }
    }

    private void awaitIndex() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Api.Answer status = api.get("/v1/search/status");
            if (status.status() == 200 && status.json().path("sequence").asLong() == status.sequence()) {
                return;
            }
            assertTrue(
                    System.nanoTime() < end,
                    () -> "the index does not catch up: " + status.response().body());
            Thread.onSpinWait();
        }
    }

    /** What was acknowledged is there with its words, and what was acknowledged as gone is gone. */
    void checkAcknowledged(Map<String, String> titles, Set<String> retracted) {
        titles.forEach((id, title) -> assertEquals(
                title, api.get("/v1/press-releases/" + id).json().path("title").asText(), id));
        retracted.forEach(
                id -> assertEquals(410, api.get("/v1/press-releases/" + id).status(), id));
    }
}
