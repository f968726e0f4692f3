package org.communique.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What two readers of the sequence do at the same time. */
@Tag("unit")
class NewestTest {
    private final Newest<String> newest = new Newest<>();
    private final List<String> made = new CopyOnWriteArrayList<>();

    private Supplier<String> making(String value) {
        return () -> {
            made.add(value);
            return value;
        };
    }

    @Test
    void what_two_ask_for_at_once_is_made_once() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch bothAsk = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> newest.at(7, () -> {
            begun.countDown();
            await(bothAsk);
            return making("first").get();
        }));
        begun.await();
        CompletableFuture<String> second = new CompletableFuture<>();
        Thread reader = new Thread(() -> second.complete(newest.at(7, making("second"))));
        reader.start();
        // It waits for the first, or has made its own and is done.
        while (reader.getState() != Thread.State.BLOCKED && reader.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        bothAsk.countDown();
        assertSame(first.join(), second.join());
        assertEquals(List.of("first"), made);
    }

    @Test
    void a_slow_reader_of_a_past_number_replaces_nothing() {
        newest.at(6, making("six"));
        String past = newest.at(5, () -> {
            CompletableFuture.supplyAsync(() -> newest.at(7, making("seven"))).join();
            return "five";
        });
        assertEquals("five", past);
        assertEquals("seven", newest.at(7, making("seven again")));
        assertEquals(List.of("six", "seven"), made);
    }

    @Test
    void what_could_not_be_made_is_made_by_the_next() {
        assertThrows(
                IllegalStateException.class,
                () -> newest.at(7, () -> {
                    throw new IllegalStateException("the store does not respond");
                }));
        assertEquals("seven", newest.at(7, making("seven")));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
