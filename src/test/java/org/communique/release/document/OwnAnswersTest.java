package org.communique.release.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.ClientProxy;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.communique.sequence.ChangeLog;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.communique.support.Archives;
import org.communique.support.Await;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.Statements;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each public read is asked of a node that has all of its own, without one statement, and of the same node without any of it:
 * status, headers and bytes are the same after each change of a random history.
 */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false, settings = "communique.cache.size=0")
class OwnAnswersTest {
    private static final int WRITES = Integer.getInteger("test.histories", 50) / 2;
    private static final List<String> HEADERS = List.of(
            "ETag",
            "Last-Modified",
            "Link",
            "Location",
            "Content-Type",
            "Content-Language",
            "Communique-Sequence",
            "Vary");
    private static final List<String> LISTS = List.of(
            "/v1/press-releases/digest",
            "/v1/press-releases/digest?country=KZ",
            "/v1/press-releases/digest?lang=fr&from=2012-01-01",
            "/v1/press-releases?sort=-publishedAt&limit=3",
            "/v1/press-releases?sort=-publishedAt&limit=2&page=2&view=full",
            "/v1/press-releases?sort=-updatedAt&limit=4&lang=fr,en",
            "/v1/press-releases?sort=-updatedAt&country=KZ&limit=2",
            "/v1/press-releases.atom",
            "/v1/press-releases.atom?country=KZ",
            "/v1/press-releases.atom?lang=fr",
            "/v1/press-releases.atom?q=alpha",
            "/v1/press-releases.rss?lang=en",
            "/v1/press-releases.jsonfeed?country.not=KZ",
            "/v1/press-releases.atom?archive=2015-03",
            "/v1/press-releases.csv",
            "/v1/press-releases.csv?lang=fr&sort=-updatedAt",
            "/v1/press-releases.ndjson?view=full",
            "/v1/press-releases.ndjson?limit=2&country=KZ",
            "/v1/press-releases.jsonld",
            "/sitemap.xml",
            "/sitemap-2013-1.xml",
            "/sitemap-1999-1.xml");
    private static final List<String> CHANGES =
            List.of("", "&country=KZ", "&lang=fr&limit=3", "&status=published&country.none=true");
    private static final List<String> CHANGES_WITH_DATA =
            List.of("&include=data", "&include=data&lang=fr", "&include=data&country=KZ&limit=5");
    private static final List<String> OF_ONE = List.of("/related", "/related?lang=fr", "/related?limit=2&view=full");

    @Inject
    DocumentReads state;

    @Inject
    DocumentFollower documents;

    @Inject
    SequenceWatch watch;

    private final long seed = System.nanoTime();
    private final Desk desk = Desk.chief();
    private final List<String> live = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final Map<String, Integer> asked = new TreeMap<>();

    /** The node's own state, which can be taken away. */
    private static final class Removable extends DocumentReads {
        private final DocumentReads own;
        private volatile boolean removed;

        Removable(DocumentReads own) {
            this.own = own;
        }

        @Override
        public <T> Optional<T> read(Function<Snapshot, T> work) {
            return removed ? Optional.empty() : own.read(work);
        }

        @Override
        public ChangeLog changes() {
            return own.changes();
        }
    }

    @Test
    void both_answer_alike() throws Exception {
        Logger.getLogger(getClass()).infof("The seed is %d", seed);
        Removable own = new Removable(ClientProxy.unwrap(state));
        QuarkusMock.installMockForInstance(own, state);
        Random random = new Random(seed);
        name("Policing");
        for (int i = 0; i < 4; i++) {
            publish(random);
        }
        for (int i = 0; i < WRITES; i++) {
            write(random, i);
            Index.await();
            Await.until("the documents", () -> documents.number() == watch.known());
            for (String path : LISTS) {
                int status = compare(own, path, true).statusCode();
                // There may be no release of that year.
                assertTrue(status == 200 || path.startsWith("/sitemap-") && status == 404, status + " " + path);
            }
            long after = random.nextLong(watch.known());
            for (String query : CHANGES) {
                compare(own, "/v1/changes?after=" + after + query, true);
            }
            for (String query : CHANGES_WITH_DATA) {
                compare(own, "/v1/changes?after=" + after + query, false);
            }
            compare(own, "/v1/press-releases.rss?before=" + after, true);
            follow(own, "/v1/press-releases?sort=-updatedAt&limit=2");
            for (String query : OF_ONE) {
                compare(own, "/v1/press-releases/" + live.get(random.nextInt(live.size())) + query, true);
                if (!gone.isEmpty()) {
                    compare(own, "/v1/press-releases/" + gone.get(random.nextInt(gone.size())) + query, true);
                }
            }
            compare(own, "/v1/press-releases/no-such-slug/related", true);
        }
        Logger.getLogger(getClass()).infof("Answers: %s", asked);
        assertTrue(asked.keySet().containsAll(List.of("200", "404", "410")), asked.toString());
    }

    /** Through the pages, and back by the first link that leads back. */
    private void follow(Removable own, String path) {
        String next = path;
        String last = null;
        while (next != null) {
            last = next;
            next = compare(own, next, true).path("links.next");
        }
        String back = given().urlEncodingEnabled(false).get(last).path("links.prev");
        if (back != null) {
            compare(own, back, true);
        }
    }

    private Response compare(Removable own, String path, boolean withoutStatement) {
        Response node = null;
        int statements = 1;
        // What is done at times besides requests may have its turn meanwhile, but not each time.
        for (int i = 0; i < 3 && statements > 0; i++) {
            taken();
            node = given().urlEncodingEnabled(false).get(path);
            statements = taken();
        }
        if (withoutStatement) {
            assertEquals(0, statements, path);
        }
        own.removed = true;
        Response store = given().urlEncodingEnabled(false).get(path);
        own.removed = false;
        // While the second of the last change runs, Last-Modified is one earlier.
        Response again = said(store).equals(said(node))
                ? node
                : given().urlEncodingEnabled(false).get(path);
        assertEquals(said(store), said(again), path);
        asked.merge(Integer.toString(node.statusCode()), 1, Integer::sum);
        return node;
    }

    private static int taken() {
        return Statements.taken(Statements.REQUESTS) + Statements.taken("communique-download");
    }

    /** But for the time at which changes are answered. */
    private static String said(Response response) {
        StringBuilder said = new StringBuilder().append(response.statusCode());
        HEADERS.forEach(header -> said.append('\n').append(header).append(": ").append(response.header(header)));
        String body = response.asString();
        if (response.header("ETag") != null && response.header("ETag").startsWith("W/")) {
            body = body.replaceFirst("(\"store\":\"[^\"]+\",\"time\":)\"[^\"]+\"", "$1");
        }
        return said.append("\n\n").append(body).toString();
    }

    private void write(Random random, int number) throws Exception {
        String id = live.get(random.nextInt(live.size()));
        // The first is a retraction, so that however short the history is, something is gone.
        switch (number == 0 ? 1 : random.nextInt(7)) {
            case 0 -> name("Policing " + number);
            case 1 -> {
                if (live.size() > 3) {
                    desk.verb(id, "retract", "{\"reason\":\"Wrong\"}").statusCode(200);
                    live.remove(id);
                    gone.add(id);
                }
            }
            case 2 ->
                desk.verb(id, random.nextBoolean() ? "withdraw" : "restore", "{\"reason\":\"Wrong figures\"}")
                        .statusCode(anyOf(is(200), is(409), is(400)));
            case 3 -> {
                desk.patch(id, content(random)).statusCode(anyOf(is(200), is(201)));
                desk.verb(id, "publish", "{}").statusCode(200);
            }
            default -> publish(random);
        }
    }

    private void publish(Random random) {
        String id = desk.draft(content(random));
        desk.verb(id, "publish", "{}").statusCode(200);
        live.add(id);
    }

    private String content(Random random) {
        String french = random.nextBoolean()
                ? ",\"fr\":" + text("Alpha fran\u00e7ais " + random.nextInt(100), "alpha l\u2019accord")
                : "";
        return "{\"originalLanguage\":\"en\",\"date\":\"20" + (10 + random.nextInt(8))
                + "-03-04\",\"place\":\"Vienna\",\"texts\":{\"en\":"
                + text("Alpha " + random.nextInt(100) + " \\\"quoted\\\" \u00e9\u2028", "alpha & <b>bold</b>") + french
                + "},\"countries\":" + (random.nextBoolean() ? "[\"KZ\"]" : "[]")
                + ",\"fieldsOfWork\":[\"policing\"],\"related\":["
                + (live.isEmpty() ? "" : "\"" + live.get(random.nextInt(live.size())) + "\"") + "]}";
    }

    private static String text(String title, String body) {
        return "{\"title\":\"" + title + "\",\"slug\":\"alpha-" + System.nanoTime() + "\",\"summary\":\"On " + title
                + "\",\"body\":{\"html\":\"<p>" + body + "</p>\"}}";
    }

    private static void name(String field) {
        Archives.importing(
                "{\"record\":\"field-of-work\",\"code\":\"policing\",\"names\":{\"en\":\"" + field + "\",\"fr\":\""
                        + field + " (fr)\"}}",
                "{\"record\":\"country\",\"code\":\"KZ\",\"names\":{}}");
    }
}
