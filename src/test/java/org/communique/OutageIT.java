package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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

    @Test
    @Order(6)
    void nothing_is_answered_from_memory_while_the_store_says_nothing() throws Exception {
        Service node = nodes.get(0);
        for (int i = 0; i < 3; i++) {
            client.get(node, LIST);
        }
        String cached =
                client.get(node, LIST).headers().firstValue("Cache-Status").orElse("");
        assertTrue(cached.contains("hit"), cached);
        try {
            store.freeze();
            Thread.sleep(1_100);
            assertTrue(isRefused(node), "silent for a second");
            Thread.sleep(4_000);
            var refused = client.get(node, LIST);
            assertEquals(503, refused.statusCode());
            assertEquals("2", refused.headers().firstValue("Retry-After").orElse(""));
            assertEquals(
                    "application/problem+json",
                    refused.headers().firstValue("Content-Type").orElse(""));
            assertFalse(node.isReady(), "and it says that it is not ready");
        } finally {
            store.thaw();
        }
        long since = System.nanoTime();
        while (client.get(node, LIST).statusCode() != 200) {
            assertTrue(millisSince(since) < PATIENCE.toMillis(), "it comes back");
            Thread.sleep(50);
        }
        LOG.infof("after a silence of the store it answers within %d ms", millisSince(since));
    }

    private boolean isRefused(Service node) throws Exception {
        try {
            return client.get(node, LIST, Duration.ofSeconds(1)).statusCode() == 503;
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
