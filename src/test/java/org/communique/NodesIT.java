package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.communique.support.Archives;
import org.communique.support.Client;
import org.communique.support.Desk;
import org.communique.support.Hook;
import org.communique.support.Service;
import org.communique.support.Traffic;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Three nodes that see what each does, and go on where one has gone. */
class NodesIT extends ThreeNodes {
    private static final Logger LOG = Logger.getLogger(NodesIT.class);
    /** What is in the cache of the others is old at once. */
    @Test
    @Order(1)
    void a_change_on_one_node_is_visible_on_all_within_a_second() throws Exception {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < CHANGES + NODES; i++) {
            Service writer = nodes.get(i % NODES);
            for (Service node : nodes) {
                client.get(node, LIST);
            }
            writer.talk();
            String id = desk.published("Seen everywhere " + i);
            long published = awaitOnAll(node -> client.get(node, LIST).body().contains(id));
            desk.verb(id, "retract", "{}").statusCode(200);
            long retracted = awaitOnAll(
                    node -> client.get(node, "/v1/press-releases/" + id).statusCode() == 410);
            if (i >= NODES) {
                delays.add(published);
                delays.add(retracted);
            }
        }
        delays.sort(null);
        long p99 = delays.get((int) Math.ceil(delays.size() * 0.99) - 1);
        LOG.infof(
                "visible on %d nodes, %d changes: p50 %d ms, p99 %d ms, last %d ms",
                NODES, delays.size(), delays.get(delays.size() / 2), p99, delays.get(delays.size() - 1));
        assertTrue(p99 <= VISIBLE.toMillis(), "p99 is " + p99 + " ms");
    }

    @FunctionalInterface
    private interface Seen {
        boolean on(Service node) throws Exception;
    }

    /** How long it takes until all nodes have shown it, in milliseconds. */
    private long awaitOnAll(Seen seen) throws Exception {
        long begin = System.nanoTime();
        for (Service node : nodes) {
            while (!seen.on(node)) {
                assertTrue(System.nanoTime() - begin < 10_000_000_000L, "it is not visible");
                Thread.sleep(5);
            }
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Test
    @Order(2)
    void a_reader_on_another_node_hears_of_each_change_and_a_webhook_of_each_once() throws Exception {
        try (Hook hook = new Hook();
                Client.Stream stream = client.stream(nodes.get(1), "/v1/changes/stream?after=" + sequence())) {
            nodes.get(0).talk();
            hook.subscribe(desk, "country=AT");
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ids.add(desk.draft(Desk.content("Told " + i, ",\"countries\":[\"AT\"]")));
            }
            for (String id : ids.subList(0, 9)) {
                nodes.get(ids.indexOf(id) % NODES).talk();
                desk.verb(id, "publish", "{}").statusCode(200);
                stream.await(id, PATIENCE);
            }
            Instant due = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 2);
            desk.verb(ids.get(9), "schedule", "{\"publishAt\":\"" + due + "\"}").statusCode(200);
            stream.await(ids.get(9), PATIENCE);
            for (String id : ids) {
                hook.await(id, PATIENCE);
            }
            Thread.sleep(1_000);
            assertEquals(ids.size(), hook.subjects().size(), "each once: " + hook.subjects());
            assertEquals(Set.copyOf(ids), Set.copyOf(hook.subjects()));
        }
    }

    @Test
    @Order(3)
    void what_a_killed_node_had_begun_is_taken_over_within_ten_seconds() throws Exception {
        try (Hook hook = new Hook()) {
            nodes.get(0).talk();
            hook.subscribe(desk, "country=LI");
            hook.holdNext();
            String told = desk.draft(Desk.content("Held", ",\"countries\":[\"LI\"]"));
            desk.verb(told, "publish", "{}").statusCode(200);
            hook.await(told, PATIENCE);
            int victim = whoCalls();
            Service killed = nodes.get(victim);
            killed.talk();
            byte[] archive = Archives.releases("killed", 6_000);
            String lost = Archives.start("", archive);
            awaitLines(lost);
            Service other = nodes.get((victim + 1) % NODES);
            other.talk();
            String own = Archives.start("", Archives.releases("living", 6_000));
            String due = desk.draft(Desk.content("Due", ""));
            Instant soon = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3);
            desk.verb(due, "schedule", "{\"publishAt\":\"" + soon + "\"}").statusCode(200);

            killed.kill();
            long since = System.nanoTime();
            hook.awaitTimes(told, 2, TAKEN_OVER);
            LOG.infof("a webhook is taken over after %d ms", millisSince(since));
            JsonPath given = Archives.ended(lost);
            LOG.infof("an import is given up after %d ms", millisSince(since));
            assertTrue(millisSince(since) < TAKEN_OVER.toMillis(), "in " + millisSince(since) + " ms");
            assertEquals("failed", given.getString("status"));
            assertTrue(
                    given.getString("detail").startsWith("The node that ran the import has stopped"), given.prettify());
            assertEquals(200, RestAssured.get("/v1/press-releases/" + due).statusCode(), "the clock goes on");

            nodes.set(victim, startNode(victim));
            JsonPath resumed = Archives.ended(lost);
            assertEquals("completed", resumed.getString("status"), resumed.prettify());
            assertEquals(6_000, resumed.getInt("created"));
            assertNotEquals("failed", Archives.ended(own).getString("status"), "that of a living node is left alone");
            assertEquals(6_000, Archives.ended(own).getInt("created"));
            assertFalse(
                    other.log().contains(own.substring(own.lastIndexOf("/") + 1) + " failed"), "it was never given up");
        }
    }

    /** The number of the node that makes the one delivery that is under way. */
    private int whoCalls() throws Exception {
        String node = store.query("select claimed_by from delivery where claim is not null")
                .get(0);
        return IntStream.range(0, NODES)
                .filter(i -> node.equals(Client.text(folder.resolve("node" + i + "/data/node"))))
                .findFirst()
                .orElseThrow();
    }

    private void awaitLines(String job) throws InterruptedException {
        while (desk.keyed().get(job).jsonPath().getLong("lines") == 0) {
            Thread.sleep(20);
        }
    }

    @Test
    @Order(4)
    void nodes_are_restarted_one_after_the_other_and_no_request_fails() throws Exception {
        try (Traffic traffic = new Traffic(nodes, 4, 2)) {
            traffic.awaitMore(20, PATIENCE);
            for (int i = 0; i < Math.max(2, Math.min(ROUNDS, NODES)); i++) {
                Service old = nodes.get(i);
                try (Client.Stream stream =
                        client.stream(old, "/v1/changes/stream?after=" + sequence() + "&country=MT")) {
                    old.terminate();
                    stream.awaitEnd(PATIENCE);
                }
                assertEquals(143, old.awaitEnd());
                old.close();
                traffic.awaitMore(20, PATIENCE);
                Service started = startNode(i);
                started.awaitReady();
                nodes.set(i, started);
            }
            traffic.awaitMore(20, PATIENCE);
            LOG.infof("restarted one after the other: %s", traffic);
            assertEquals(List.of(), traffic.wrong());
            assertEquals(0, traffic.count(503));
        }
    }
}
