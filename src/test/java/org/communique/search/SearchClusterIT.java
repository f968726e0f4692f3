package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.communique.support.Client;
import org.communique.support.Desk;
import org.communique.support.Index;
import org.communique.support.OpenSearch;
import org.communique.support.Service;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An OpenSearch of three nodes, of which the one that manages the cluster is stopped. */
@Tag("full")
class SearchClusterIT {
    private static final Logger LOG = Logger.getLogger(SearchClusterIT.class);
    private static final int NODES = 3;
    private static final Duration FOUND = Duration.ofSeconds(10);
    private static final String WORDS = "/v1/press-releases?q=cluster&facets=year";

    @TempDir
    Path folder;

    private final Client client = new Client();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger searches = new AtomicInteger();

    @Test
    void nobody_notices_that_a_node_of_the_cluster_is_stopped() throws Exception {
        Assumptions.assumeTrue(OpenSearch.isPossible(), OpenSearch.WITHOUT_JAVA);
        try (OpenSearch cluster = OpenSearch.start(Files.createDirectories(folder.resolve("opensearch")), NODES)) {
            try (Service service = Service.start(folder.resolve("service"), cluster.settings())) {
                Index.await();
                long before = longest(service, "before");
                awaitGreen(cluster);
                int manager = manager(cluster);
                AtomicBoolean stopped = new AtomicBoolean();
                Thread reader = new Thread(() -> search(service, stopped));
                reader.start();
                long meanwhile;
                try {
                    cluster.stop(manager);
                    meanwhile = longest(service, "meanwhile");
                    awaitNodes(cluster.addresses().get((manager + 1) % NODES), NODES - 1);
                    longest(service, "after");
                } finally {
                    stopped.set(true);
                    reader.join();
                }
                LOG.infof(
                        "%d searches; what was published is found after %d ms at most before, %d while a node stops",
                        searches.get(), before, meanwhile);
                assertTrue(searches.get() > 20, "it was searched");
                assertEquals(List.of(), List.copyOf(wrong));
            }
        }
    }

    private void search(Service service, AtomicBoolean stopped) {
        while (!stopped.get()) {
            try {
                for (String path : List.of(WORDS, "/v1/press-releases?limit=2")) {
                    var answer = client.get(service, path);
                    if (answer.statusCode() != 200) {
                        wrong.add(path + ": " + answer.statusCode() + " " + answer.body());
                    }
                }
                searches.incrementAndGet();
                Thread.sleep(20);
            } catch (Exception failed) {
                wrong.add(failed.toString());
            }
        }
    }

    /** The longest time until one of some releases was found, in milliseconds. */
    private long longest(Service service, String word) throws Exception {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String id = Desk.chief().published("Cluster " + word + " " + i);
            long since = System.nanoTime();
            String found = "/v1/press-releases?limit=100&fields=id&q=" + word;
            while (true) {
                var answer = client.get(service, found);
                if (answer.body().contains(id)) {
                    break;
                }
                assertEquals(200, answer.statusCode(), answer.body());
                assertTrue(System.nanoTime() - since < FOUND.toNanos(), id + " is not found");
                Thread.sleep(20);
            }
            times.add((System.nanoTime() - since) / 1_000_000);
        }
        return times.stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    /** The number of the node that manages the cluster. */
    private static int manager(OpenSearch cluster) {
        String name =
                given().get(cluster.address() + "/_cat/cluster_manager?h=node").asString();
        for (int i = 0; i < NODES; i++) {
            String own = given().get(cluster.addresses().get(i)).path("name");
            if (own.equals(name.strip())) {
                return i;
            }
        }
        throw new AssertionError(name + " is none of them");
    }

    /** Every index has its copy, on another node. */
    private static void awaitGreen(OpenSearch cluster) {
        given().get(cluster.address() + "/_cluster/health?wait_for_status=green&timeout=60s")
                .then()
                .body("status", equalTo("green"));
        given().get(cluster.address() + "/communique-*/_settings?flat_settings=true")
                .then()
                .body("collect { it.value.settings.'index.number_of_replicas' as int }.min()", greaterThanOrEqualTo(1));
    }

    private static void awaitNodes(String address, int nodes) throws InterruptedException {
        long since = System.nanoTime();
        while (given().get(address + "/_cluster/health").<Integer>path("number_of_nodes") != nodes) {
            assertTrue(System.nanoTime() - since < FOUND.toNanos(), "the cluster does not know that a node is gone");
            Thread.sleep(50);
        }
    }
}
