package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.communique.support.Service;
import org.communique.support.Traffic;
import org.communique.support.Traffic.Pace;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Half of what they can do, for a while, with two nodes and PostgreSQL restarted meanwhile. */
class SoakIT extends ThreeNodes {
    private static final Logger LOG = Logger.getLogger(SoakIT.class);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("test.soak", 20));
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int READERS = 6;
    private static final int PARTS = 20;
    private static final int WRITERS = 2;
    private static final long MEGABYTE = 1_048_576;

    @Test
    void every_write_is_there_no_answer_is_wrong_and_memory_stays_flat() throws Exception {
        Pace pace = halfTheMost();
        try (Traffic traffic = new Traffic(nodes, READERS, WRITERS, pace)) {
            pause(5);
            long heap = heap(nodes.get(0));
            double threads = sum(nodes.get(0), "jvm_threads_live_threads");
            restart(1);
            pause(5);
            store.restart(Duration.ofSeconds(2));
            pause(5);
            restart(2);
            pause(5);
            long later = heap(nodes.get(0));
            LOG.infof(
                    "%d s: %s; live heap of the node that ran on %d MB, then %d; resident %d",
                    LENGTH.toSeconds(),
                    traffic,
                    heap / MEGABYTE,
                    later / MEGABYTE,
                    nodes.get(0).resident() / MEGABYTE);
            traffic.close();
            assertEquals(List.of(), traffic.wrong());
            everyNodeHas(traffic.titles());
            noneHas(traffic.retracted());
            assertTrue(!traffic.retracted().isEmpty(), "some were retracted");
            // What was published meanwhile is kept in memory for lists, some hundred bytes each.
            long growth = 32 * MEGABYTE + 1_000L * traffic.acknowledged();
            assertTrue(later - heap < growth, "the heap grew by " + (later - heap));
            double more = sum(nodes.get(0), "jvm_threads_live_threads") - threads;
            assertTrue(more < 20, more + " more threads");
        }
    }

    /** What goes when nobody waits between, and then half of it. */
    private Pace halfTheMost() throws Exception {
        try (Traffic warm = new Traffic(nodes, READERS, WRITERS, new Pace(0, 0))) {
            Thread.sleep(MEASURED.toMillis());
            assertEquals(List.of(), warm.wrong());
        }
        try (Traffic most = new Traffic(nodes, READERS, WRITERS, new Pace(0, 0))) {
            long began = System.nanoTime();
            Thread.sleep(MEASURED.toMillis());
            double seconds = (System.nanoTime() - began) / 1e9;
            int writes = most.acknowledged() + most.retracted().size();
            // To publish takes two requests.
            int reads =
                    most.answers() - 2 * most.acknowledged() - most.retracted().size();
            LOG.infof("at most %.0f reads and %.1f writes a second", reads / seconds, writes / seconds);
            assertEquals(List.of(), most.wrong());
            return new Pace((long) (2e6 * seconds * READERS / reads), (long) (2e6 * seconds * WRITERS / writes));
        }
    }

    private static void pause(int parts) throws InterruptedException {
        Thread.sleep(LENGTH.toMillis() / PARTS * parts);
    }

    private void restart(int number) throws Exception {
        Service old = nodes.get(number);
        old.terminate();
        assertEquals(143, old.awaitEnd());
        old.close();
        Service started = startNode(number);
        started.awaitReady();
        nodes.set(number, started);
    }

    private void noneHas(Set<String> retracted) throws Exception {
        for (Service node : nodes) {
            Set<String> ids = client.get(node, "/v1/press-releases.csv?fields=title")
                    .body()
                    .lines()
                    .map(line -> line.split(",")[0])
                    .collect(Collectors.toSet());
            retracted.forEach(id -> assertTrue(!ids.contains(id), id));
        }
    }

    /** Bytes in use after everything that is not used was collected. */
    private long heap(Service node) throws Exception {
        node.collectGarbage();
        return (long) sum(node, "jvm_memory_used_bytes{area=\"heap\"");
    }

    /** Of all series that begin so. */
    private double sum(Service node, String name) throws Exception {
        return client.get(node, "/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
