package org.communique.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class SequenceTest {
    private static final int WRITERS = 8;
    private static final int CHANGES = 100;

    @Inject
    Sequence sequence;

    @Inject
    Snapshots snapshots;

    /** Ends the transaction of a writer that gives up. */
    private static final class GivenUp extends RuntimeException {}

    @Test
    void eight_writers_leave_no_gap_and_readers_never_see_a_number_after_a_greater_one() throws Exception {
        long before = snapshots.read(Snapshot::number);
        Queue<Long> taken = new ConcurrentLinkedQueue<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS + 2);
        List<Future<?>> writers = new ArrayList<>();
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(pool.submit(() -> write(writer, taken)));
        }
        for (int i = 0; i < 2; i++) {
            readers.add(pool.submit(() -> watch(writing)));
        }
        for (Future<?> writer : writers) {
            writer.get(60, TimeUnit.SECONDS);
        }
        writing.set(false);
        for (Future<Integer> reader : readers) {
            assertTrue(reader.get(60, TimeUnit.SECONDS) > 10, "the readers read while the writers wrote");
        }
        pool.shutdown();

        long after = snapshots.read(Snapshot::number);
        Set<Long> distinct = new HashSet<>(taken);
        assertEquals(taken.size(), distinct.size(), "no number twice");
        assertEquals(after - before, distinct.size(), "no gap");
        for (long number = before + 1; number <= after; number++) {
            assertTrue(distinct.contains(number), "number " + number);
        }
        assertEquals(distinct.size(), (long)
                QuarkusTransaction.requiringNew().call(() -> Change.count("number > ?1", before)));
    }

    /** One in twenty gives up after it has taken its number. */
    private Void write(int writer, Queue<Long> taken) {
        Random random = new Random(writer);
        for (int i = 0; i < CHANGES; i++) {
            boolean givesUp = random.nextInt(20) == 0;
            String subject = writer + "-" + i;
            try {
                long number = QuarkusTransaction.requiringNew().call(() -> {
                    Sequence.WriteTurn turn = sequence.take();
                    long mine = turn.record(
                                    ChangeType.REVISED,
                                    turn.timeAfter(null),
                                    new ChangeSubject("test", subject, 1, null, null, null, null))
                            .number;
                    if (givesUp) {
                        throw new GivenUp();
                    }
                    return mine;
                });
                assertFalse(givesUp);
                taken.add(number);
            } catch (GivenUp expected) {
                assertTrue(givesUp);
            }
        }
        return null;
    }

    private Integer watch(AtomicBoolean writing) {
        long last = 0;
        Instant time = Instant.EPOCH;
        int reads = 0;
        while (writing.get()) {
            long seen = last;
            Snapshot now = snapshots.read(snapshot -> {
                Change newest = Change.find("order by number desc").firstResult();
                assertEquals(snapshot.number(), newest.number, "the counter and the rows agree");
                long count = Change.count();
                assertEquals(snapshot.number(), count, "every number up to the last is there");
                return snapshot;
            });
            assertTrue(now.number() >= seen, now.number() + " after " + seen);
            assertFalse(now.changedAt().isBefore(time), "time does not run back");
            last = now.number();
            time = now.changedAt();
            reads++;
        }
        return reads;
    }

    @Test
    void a_snapshot_stays_as_it_is_while_others_write() {
        long inside = snapshots.read(snapshot -> {
            QuarkusTransaction.requiringNew().run(() -> {
                Sequence.WriteTurn turn = sequence.take();
                turn.record(
                        ChangeType.REVISED,
                        turn.timeAfter(null),
                        new ChangeSubject("test", "meanwhile", 1, null, null, null, null));
            });
            assertEquals(snapshot.number(), Change.count());
            return snapshot.number();
        });
        assertEquals(inside + 1, snapshots.read(Snapshot::number));
    }

    @Test
    void times_strictly_increase_for_one_subject_and_never_decrease() {
        QuarkusTransaction.requiringNew().run(() -> {
            Sequence.WriteTurn turn = sequence.take();
            Instant future = Instant.parse("2999-01-01T00:00:00Z");
            assertEquals(future.plusMillis(1), turn.timeAfter(future));
            Instant first = turn.timeAfter(null);
            assertEquals(first.plusMillis(1), turn.timeAfter(first));
        });
    }
}
