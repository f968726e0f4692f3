package org.communique.push;

import static io.restassured.RestAssured.given;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.communique.push.hub.HubSubscriber;
import org.communique.push.webhook.Partner;
import org.communique.push.webhook.Subscriber;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.Metrics;
import org.communique.support.RawHttp;
import org.communique.support.Surface;
import org.communique.support.Surface.Operation;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads everything that is open to anybody, and finds no word and no id of what is not published; also where a live release refers to it. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class UnpublishedTest {
    private static final List<String> LISTS = List.of("json", "atom", "rss", "jsonfeed", "ndjson", "csv", "jsonld");
    private static final List<String> ONES = List.of("json", "jsonld", "ninjs", "txt");

    private final Desk desk = Desk.chief();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Partner partner;
    private HubSubscriber hub;

    private final Unpublished cast = new Unpublished();

    @BeforeEach
    void open() throws IOException {
        partner = new Partner();
        hub = new HubSubscriber();
    }

    @AfterEach
    void close() {
        partner.close();
        hub.close();
    }

    private List<String> values(String path, String name) {
        return switch (name) {
            case "id" -> List.of(cast.live, "open-release", cast.other, cast.withdrawn, cast.tombstone, cast.recalled);
            case "format" ->
                path.startsWith("/v1/press-releases.")
                        ? LISTS
                        : path.startsWith("/v1/press-releases/") ? ONES : List.of("jsonld", "json");
            case "code" ->
                path.startsWith("/v1/countries")
                        ? List.of("MC", "KZ")
                        : path.startsWith("/v1/fields")
                                ? List.of("policing")
                                : path.startsWith("/v1/organ") ? List.of("secretariat") : List.of("review-conferences");
            case "slug" -> List.of("gone", "not-found");
            case "number" -> List.of("1", "2", "3");
            case "year" -> List.of("2032", "2010");
            case "part" -> List.of("1");
            case "country" -> List.of("MC");
            case "q" -> List.of("zq*", "zq", "open");
            case "facets" -> List.of("fieldOfWork,country,source,language,year,month,meeting");
            case "asOf" -> List.of("2049-01-01T00:00:00Z");
            case "archive" -> List.of("2032-03");
            case "lang" -> List.of("de", "en");
            case "limit" -> List.of("1", "20");
            default -> List.of();
        };
    }

    /** All that anybody may get. */
    private Map<String, String> everything() throws Exception {
        List<String> addresses = new ArrayList<>(new Surface(this::values).gets(false));
        assertTrue(addresses.size() > 300, addresses.size() + " addresses");
        for (String format : LISTS) {
            for (String query :
                    List.of("?limit=100", "?view=full&limit=100", "?sort=title&limit=100", "?country=MC", "?q=zq*")) {
                addresses.add("/v1/press-releases." + format + query);
            }
        }
        addresses.addAll(List.of(
                "/",
                "/v1/nothing",
                "/q/openapi",
                "/q/health",
                "/q/health/well",
                "/q/metrics",
                "/robots.txt",
                "/v1/changes?after=0&include=data&limit=1000",
                "/v1/press-releases?view=full&limit=100&facets=country,year,month,language",
                "/v1/press-releases?q=open&highlight=true&limit=100"));
        Map<String, String> all = new LinkedHashMap<>();
        for (String address : addresses) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + address))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertTrue(answer.statusCode() < 500, address + ": " + answer.statusCode());
            all.put(address, answer.headers().map() + "\n" + answer.body());
        }
        for (String query : List.of("?after=0&include=data", "?after=0")) {
            all.put("stream" + query, stream(query));
        }
        return all;
    }

    /** What the stream tells up to the last change. */
    private String stream(String query) throws Exception {
        String end = "id: " + given().get("/v1").header("Communique-Sequence");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/changes/stream" + query))
                .timeout(Duration.ofSeconds(30))
                .build();
        StringBuilder told = new StringBuilder();
        try (Stream<String> lines =
                client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            lines.takeWhile(line -> !line.equals(end))
                    .forEach(line -> told.append(line).append('\n'));
        }
        return told.toString();
    }

    private void tellsNothing(String where, String told) {
        String lower = told.toLowerCase(Locale.ROOT);
        for (String secret : List.of(Unpublished.WORD, cast.draft, cast.scheduled, cast.embargoed, Unpublished.DUE)) {
            int at = lower.indexOf(secret.toLowerCase(Locale.ROOT));
            assertFalse(
                    at >= 0,
                    () -> where + " tells of " + secret + ": "
                            + told.substring(Math.max(0, at - 200), Math.min(told.length(), at + 100)));
        }
    }

    @Test
    void no_public_byte_tells_of_what_is_not_published() throws Exception {
        new Subscriber().webhook(partner, "", ",\"payload\":\"full\"");
        hub.subscribe(HubSubscriber.LIST, Map.of());
        cast.make();
        // Retracted by now, and its words were public once: what was pushed before counts no more.
        partner.awaitEvent(cast.tombstone);
        hub.settle();
        Index.await();
        for (Map.Entry<String, String> answer : everything().entrySet()) {
            tellsNothing(answer.getKey(), answer.getValue());
        }
        partner.events().stream()
                .filter(message -> !cast.recalled.equals(message.subject()))
                .forEach(message -> tellsNothing("webhook", message.headers() + message.body()));
        List<String> told = hub.heard().stream()
                .filter(body -> !body.contains(cast.recalled))
                .toList();
        assertFalse(told.isEmpty());
        told.forEach(body -> tellsNothing("hub", body));
        given().get("/v1/countries/MC").then().body("pressReleases.count", equalTo(0));
        given().get("/v1/press-releases?facets=country")
                .then()
                .body("facets.country.code", hasItem("KZ"))
                .body("facets.country.code", not(hasItem("MC")));
        everyOperationKnowsItAsLittleAsAnyOther();
        theExportLosesNothing();
    }

    /** Whoever guesses the id, the slug or the words gets what any cast.other guess gets. */
    private void everyOperationKnowsItAsLittleAsAnyOther() throws IOException {
        Map<String, String> guesses = Map.of(
                cast.embargoed,
                Desk.newId(),
                cast.draft,
                Desk.newId(),
                Unpublished.WORD + "embargoed-title",
                "zqabsentembargoed-title");
        for (Map.Entry<String, String> guess : guesses.entrySet()) {
            List<String> values = List.of(guess.getKey());
            Surface surface = new Surface((path, name) -> switch (name) {
                case "id", "release" -> values;
                default -> values(path, name);
            });
            for (Operation operation : surface.operations()) {
                if (operation.path().matches(".*\\{(id|release)}.*")) {
                    for (String path : surface.paths(operation)) {
                        alike(operation.method().toUpperCase(Locale.ROOT), path, guess);
                        alike("HEAD", path, guess);
                    }
                }
            }
        }
        Map.Entry<String, String> word = Map.entry(Unpublished.WORD + "embargoed", "zqabsentembargoed");
        for (String query : List.of("/v1/press-releases?q=", "/v1/press-releases.atom?q=", "/v1/suggestions?q=")) {
            alike("GET", query + word.getKey(), word);
        }
    }

    private static void alike(String method, String path, Map.Entry<String, String> guess) throws IOException {
        String hidden = answer(method, path);
        String absent = answer(method, path.replace(guess.getKey(), guess.getValue()));
        assertEquals(
                absent.replace(guess.getValue(), "GUESS"),
                hidden.replace(guess.getKey(), "GUESS"),
                method + " " + path);
    }

    private static String answer(String method, String path) throws IOException {
        RawHttp.Answer answer =
                RawHttp.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        String head = answer.head().replaceAll("(?im)^(date|etag|cache-control|content-length):.*$", "$1");
        return head + "\n" + answer.body();
    }

    /** What the export leaves out stays in the store, and is there once it is cast.live. */
    private void theExportLosesNothing() {
        String export = given().get("/v1/exports/archive.ndjson").asString();
        Map<String, Object> job = Archives.importing(export).getMap("");
        assertEquals(List.of(), job.get("faults"));
        assertEquals(export.lines().count(), ((Number) job.get("unchanged")).longValue(), job.toString());
        given().get(path(cast.live)).then().body("related.id", contains(cast.other, cast.withdrawn));
        given().get(path(cast.tombstone)).then().statusCode(410).body("replacedBy", equalTo(null));
        desk.verb(cast.embargoed, "unschedule", "{}").statusCode(200);
        desk.verb(cast.embargoed, "publish", "{}").statusCode(200);
        given().get(path(cast.live)).then().body("related.id", contains(cast.embargoed, cast.other, cast.withdrawn));
        given().get(path(cast.tombstone)).then().statusCode(410).body("replacedBy", equalTo(cast.embargoed));
        String after = given().get("/v1/exports/archive.ndjson").asString();
        assertTrue(after.contains(
                "\"related\":[\"" + cast.embargoed + "\",\"" + cast.other + "\",\"" + cast.withdrawn + "\"]"));
        assertTrue(after.contains("\"replacedBy\":\"" + cast.embargoed + "\""));
        String changes =
                given().get("/v1/changes?after=0&limit=1000").then().extract().asString();
        assertTrue(changes.contains("\"replacedBy\":\"" + cast.embargoed + "\""));
        assertFalse(Metrics.text().contains(cast.draft));
    }
}
