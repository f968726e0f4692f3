package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.support.Service;
import org.communique.support.Traffic;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Three nodes while their store is away, or one of them stands still. */
class OutageIT extends ThreeNodes {
    private static final Logger LOG = Logger.getLogger(OutageIT.class);

    @Test
    @Order(5)
    void while_postgresql_restarts_errors_are_503_and_nothing_acknowledged_is_lost() throws Exception {
        try (Traffic traffic = new Traffic(nodes, 4, 2)) {
            for (int i = 0; i < Math.max(1, ROUNDS); i++) {
                traffic.awaitMore(20, PATIENCE);
                store.restart(Duration.ofSeconds(2));
                long up = System.nanoTime();
                traffic.awaitMore(20, PATIENCE);
                LOG.infof("after a restart of PostgreSQL twenty were published within %d ms", millisSince(up));
            }
            LOG.infof("PostgreSQL restarted: %s", traffic);
            assertTrue(traffic.count(503) > 0, "it was noticed");
            assertEquals(List.of(), traffic.wrong());
            traffic.close();
            everyNodeHas(traffic.titles());
        }
    }

    /** The first node reads without the database, the second for four seconds, the third never. */
    @Override
    Map<String, String> settings(int number) {
        return number == 0 ? Map.of() : Map.of("COMMUNIQUE_READS_WITHOUT_DATABASE", number == 1 ? "4s" : "0s");
    }

    @Test
    @Order(6)
    void while_the_store_says_nothing_a_node_reads_what_it_has_for_so_long_at_most() throws Exception {
        Service node = nodes.get(0);
        Service brief = nodes.get(1);
        Service never = nodes.get(2);
        long sequence = sequence();
        String id = client.get(node, "/v1/press-releases?limit=1&fields=id")
                .body()
                .replaceAll("(?s).*?\"id\":\"([^\"]+).*", "$1");
        for (Service one : nodes) {
            // Until its documents are at the present.
            while (client.get(one, "/q/metrics").body().lines().noneMatch(OutageIT::hasReadItsOwn)) {
                client.get(one, LIST + "&lang=en,fr");
                Thread.sleep(50);
            }
        }
        String cached = "";
        for (int i = 0; i < 3; i++) {
            cached = client.get(node, LIST).headers().firstValue("Cache-Status").orElse("");
        }
        assertTrue(cached.contains("hit"), cached);
        try {
            store.freeze();
            Thread.sleep(1_500);
            for (Service one : List.of(node, brief)) {
                for (String path : List.of(
                        LIST,
                        LIST + "&sort=date",
                        "/v1/press-releases/" + id,
                        "/v1/countries",
                        "/v1/press-releases.atom?limit=2",
                        "/v1/press-releases.rss",
                        "/v1/press-releases.csv?limit=3",
                        "/v1/press-releases?sort=-updatedAt",
                        "/v1/press-releases/" + id + "/related",
                        "/v1/press-releases/digest",
                        "/v1/changes?after=0",
                        "/sitemap.xml")) {
                    HttpResponse<String> answer = client.get(one, path);
                    assertEquals(200, answer.statusCode(), path + answer.body());
                    assertEquals(
                            "communique; fwd=miss; detail=database-away",
                            answer.headers().firstValue("Cache-Status").orElse(""),
                            path);
                    assertTrue(answer.headers().firstValueAsLong("Age").orElse(0) >= 1, path);
                    assertEquals(
                            sequence,
                            answer.headers()
                                    .firstValueAsLong("Communique-Sequence")
                                    .orElse(0),
                            path);
                }
                assertTrue(one.isReady(), "it goes on to be asked");
            }
            assertTrue(isRefused(never, LIST), "silent for a second");
            Thread.sleep(4_000);
            assertEquals(200, client.get(node, LIST).statusCode());
            String health = client.get(node, "/q/health/ready").body();
            assertTrue(health.contains("\"away\""), health);
            for (Service one : List.of(brief, never)) {
                HttpResponse<String> refused = client.get(one, LIST);
                assertEquals(503, refused.statusCode());
                assertEquals("2", refused.headers().firstValue("Retry-After").orElse(""));
                assertEquals(
                        "application/problem+json",
                        refused.headers().firstValue("Content-Type").orElse(""));
                assertFalse(one.isReady(), "and it says that it is not ready");
            }
            // What it does not have is refused at once.
            assertEquals(
                    503,
                    client.get(node, "/v1/press-releases/" + id + "/revisions").statusCode());
            assertEquals(
                    404,
                    client.get(node, "/v1/press-releases/" + new UUID(1, 1)).statusCode());
        } finally {
            store.thaw();
        }
        long since = System.nanoTime();
        for (Service one : nodes) {
            while (!client.get(one, LIST)
                    .headers()
                    .firstValue("Cache-Status")
                    .orElse("away")
                    .matches("communique; (hit|fwd=miss; stored)")) {
                assertTrue(millisSince(since) < PATIENCE.toMillis(), "it comes back");
                Thread.sleep(50);
            }
        }
        LOG.infof("after a silence of the store all answer within %d ms", millisSince(since));
    }

    private static boolean hasReadItsOwn(String line) {
        return line.startsWith("communique_reads_total{source=\"node\"}") && !line.endsWith(" 0.0");
    }

    private boolean isRefused(Service node, String path) throws Exception {
        try {
            return client.get(node, path, Duration.ofSeconds(1)).statusCode() == 503;
        } catch (HttpTimeoutException waits) {
            return true;
        }
    }

    @Test
    @Order(7)
    void a_node_that_stands_still_holds_nobody_up_for_long() throws Exception {
        Service still = nodes.get(2);
        for (int i = 0; i < Math.max(1, ROUNDS); i++) {
            Service[] all = {still, nodes.get(0), nodes.get(1)};
            try (Traffic before = new Traffic(Arrays.asList(all[0]), 0, 4)) {
                before.awaitMore(10, PATIENCE);
                still.freeze();
                try (Traffic others = new Traffic(List.of(all[1], all[2]), 2, 2)) {
                    long since = System.nanoTime();
                    others.awaitMore(1, PATIENCE);
                    LOG.infof("others publish %d ms after a node came to stand still", millisSince(since));
                    others.awaitMore(20, PATIENCE);
                    assertEquals(List.of(), others.wrong());
                } finally {
                    still.thaw();
                }
                before.awaitMore(5, PATIENCE);
                before.close();
                assertEquals(List.of(), before.wrong(), "it goes on, and says 503 where it was too slow");
                everyNodeHas(before.titles());
            }
        }
    }
}
