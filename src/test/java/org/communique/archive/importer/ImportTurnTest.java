package org.communique.archive.importer;

import static org.communique.support.Archives.ended;
import static org.communique.support.Archives.importing;
import static org.communique.support.Archives.releases;
import static org.communique.support.Archives.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.communique.cluster.Follower;
import org.communique.cluster.Followers;
import org.communique.cluster.WriteLock;
import org.communique.sequence.SequenceWatch;
import org.communique.support.Desk;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long an import keeps the right to write. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ImportTurnTest {
    private static final int WAITS = 15;

    /** Takes many times longer than all waits. */
    private static final int MANY = 20_000;

    /** Half of the waits are shorter; most would be longer if a batch lasted for its second all the same. */
    private static final Duration SOON = Duration.ofMillis(250);

    @Inject
    MeterRegistry metrics;

    @Inject
    WriteLock writeLock;

    @Inject
    Followers followers;

    @Inject
    SequenceWatch watch;

    @Inject
    AgroalDataSource store;

    private interface Write {
        void run() throws SQLException;
    }

    private static void assertSoon(String name, Write write) throws SQLException, InterruptedException {
        String path = start("?announce=false", releases(name, MANY));
        while (read(path).getInt("lines") == 0) {
            Thread.sleep(20);
        }
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < WAITS; i++) {
            // At any moment of a batch, which goes on for as long where nobody waits.
            Thread.sleep(150 + 50 * (i % 5));
            long began = System.nanoTime();
            write.run();
            waits.add(Duration.ofNanos(System.nanoTime() - began));
        }
        assertEquals("running", read(path).getString("status"));
        Desk.chief().keyed().delete(path).then().statusCode(200);
        Collections.sort(waits);
        assertTrue(waits.get(WAITS / 2).compareTo(SOON) < 0, waits.toString());
    }

    @Test
    void an_import_goes_on_once_what_follows_it_is_near() throws Exception {
        Follower slow = followers.add("slow");
        slow.reached(watch.known());
        String path = start("", releases("followed", MANY / 4));
        try {
            int lines = -1;
            // Until it has written nothing for a second.
            while (read(path).getInt("lines") != lines || lines == 0) {
                lines = read(path).getInt("lines");
                Thread.sleep(1_000);
            }
            assertTrue(lines < MANY / 4, lines + " lines are in");
            assertEquals("running", read(path).getString("status"));
        } finally {
            slow.reached(Long.MAX_VALUE);
        }
        assertEquals("completed", ended(path).getString("status"));
    }

    private static JsonPath read(String path) {
        return Desk.chief().keyed().get(path).jsonPath();
    }

    @Test
    void a_batch_lasts_for_up_to_a_second_while_nobody_waits() {
        importing(releases("before", 1));
        long before = metrics.get("communique.sequence.turn").timer().count();
        long began = System.nanoTime();
        assertEquals(
                900, ended(start("?announce=false", releases("alone", 900))).getInt("created"));
        long turns = metrics.get("communique.sequence.turn").timer().count() - before;
        double seconds = (System.nanoTime() - began) / 1e9;
        // Others of the service write too, now and then.
        assertTrue(turns <= 4 + 3 * seconds, turns + " turns in " + seconds + " s");
    }

    @Test
    void another_thread_has_its_turn_soon() throws Exception {
        assertSoon("thread", () -> QuarkusTransaction.requiringNew().run(writeLock::enter));
    }

    @Test
    void another_node_has_its_turn_soon() throws Exception {
        assumeTrue(TestStore.isPostgresql(), "the embedded store has one node");
        assertSoon("node", () -> {
            try (Connection connection = store.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.executeUpdate("update sequence_counter set turns = turns + 1");
                connection.rollback();
            }
        });
    }
}
