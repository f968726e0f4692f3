package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.communique.support.Archives;
import org.communique.support.Client;
import org.communique.support.Desk;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three services in processes of their own over one PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("full")
abstract class ThreeNodes {
    private static final Logger LOG = Logger.getLogger(ThreeNodes.class);
    static final int NODES = 3;
    static final int CHANGES = 10 * Integer.getInteger("test.kills", 2);
    /** How many times each of the disturbances comes. */
    static final int ROUNDS = Integer.getInteger("test.kills", 2) / 2;

    static final Duration TAKEN_OVER = Duration.ofSeconds(10);
    /** For what has no limit of its own: a busy machine gets all of it. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final Duration VISIBLE = Duration.ofSeconds(1);
    static final String LIST = "/v1/press-releases?limit=3&fields=id";

    static final Map<String, String> SETTINGS = Map.of(
            "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY,
            "COMMUNIQUE_SAMPLE", "false",
            "COMMUNIQUE_EDITORIAL_GRID", "1s",
            "COMMUNIQUE_PUSH_ALLOW_PRIVATE_TARGETS", "true",
            "COMMUNIQUE_PUSH_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "COMMUNIQUE_PUSH_TIMEOUT", "40s",
            "COMMUNIQUE_ACCESS_LOG_ENABLED", "false",
            "QUARKUS_SHUTDOWN_DELAY", "2s");

    Path folder;
    final List<Service> nodes = new CopyOnWriteArrayList<>();
    final Client client = new Client();
    final Desk desk = Desk.chief();
    PackagedStore store;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        folder = data;
        store = PackagedStore.open(PackagedStore.Kind.POSTGRESQL);
        for (int i = 0; i < NODES; i++) {
            nodes.add(startNode(i));
        }
        for (Service node : nodes) {
            node.awaitReady();
        }
        Archives.importing(
                "{\"record\":\"country\",\"code\":\"AT\",\"names\":{}}",
                "{\"record\":\"country\",\"code\":\"LI\",\"names\":{}}",
                "{\"record\":\"country\",\"code\":\"MT\",\"names\":{}}");
    }

    Service startNode(int number) throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(settings(number));
        return store.start(folder.resolve("node" + number), settings);
    }

    /** Of one node besides those of all. */
    Map<String, String> settings(int number) {
        return Map.of();
    }

    @AfterAll
    void stop() throws Exception {
        for (Service node : nodes) {
            LOG.debug(node.log());
            node.kill();
            node.close();
        }
        store.close();
    }

    long sequence() throws Exception {
        return client.sequence(nodes.get(0), LIST);
    }

    static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    void everyNodeHas(Map<String, String> titles) throws Exception {
        Thread.sleep(VISIBLE.toMillis());
        for (Service node : nodes) {
            Set<String> lines = client.get(node, "/v1/press-releases.csv?fields=title")
                    .body()
                    .lines()
                    .collect(Collectors.toSet());
            titles.forEach((id, title) -> assertTrue(lines.contains(id + "," + title), id));
            assertEquals(
                    sequence(),
                    Long.parseLong(
                            store.query("select count(*) from change_log").get(0)),
                    "no number is skipped");
        }
    }
}
