package org.communique.http.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What two requests do at the same time. One of them stops at a given step until another thread has done its part. */
@Tag("unit")
class InFlightRequestsTest {
    private static final String KEY = "/v1/press-releases";
    private static final String ANSWER = "answer";

    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final List<String> answered = new ArrayList<>();
    private final List<String> passedOn = new ArrayList<>();

    /** What happens after a request has looked for a kept answer and before it acts on that, in the order of the looks. */
    private final List<Runnable> afterLook = new ArrayList<>();
    /** What happens after a request has found that another makes the answer, and before it joins that one. */
    private Runnable beforeJoin = () -> {};

    private final InFlightRequests<String> requests = new InFlightRequests<>(this::look, new ConcurrentHashMap<>() {
        @Override
        public InFlightRequest<String> putIfAbsent(String key, InFlightRequest<String> own) {
            InFlightRequest<String> other = super.putIfAbsent(key, own);
            if (other != null) {
                beforeJoin.run();
            }
            return other;
        }
    });

    private InFlightRequest<String> first;

    private String look(String key) {
        String found = kept.get(key);
        if (!afterLook.isEmpty()) {
            afterLook.remove(0).run();
        }
        return found;
    }

    private InFlightRequest<String> enter() {
        return requests.enter(KEY, answered::add, passedOn::add);
    }

    /** The answer is made and kept, in another thread. */
    private void complete() {
        CompletableFuture.runAsync(() -> {
                    kept.put(KEY, ANSWER);
                    requests.end(KEY, first, ANSWER);
                })
                .join();
    }

    @BeforeEach
    void oneMakesTheAnswer() {
        first = enter();
        assertNotNull(first);
    }

    @Test
    void a_request_that_comes_meanwhile_waits() {
        assertNull(enter());
        assertEquals(List.of(), passedOn);
        complete();
        assertEquals(List.of(ANSWER), passedOn);
        assertNull(enter());
        assertEquals(List.of(ANSWER), answered);
    }

    @Test
    void an_answer_kept_since_the_look_is_not_made_again() {
        afterLook.add(this::complete);
        assertNull(enter(), "the answer is made a second time");
        assertEquals(List.of(ANSWER), answered);
    }

    @Test
    void an_answer_kept_before_the_request_could_join_is_not_made_again() {
        beforeJoin = this::complete;
        assertNull(enter(), "the answer is made a second time");
        assertEquals(List.of(ANSWER), answered);
    }

    @Test
    void whoever_waits_for_a_request_that_finds_the_answer_gets_it_too() {
        afterLook.add(this::complete);
        afterLook.add(() -> {
            kept.clear();
            assertNull(CompletableFuture.supplyAsync(this::enter).join());
        });
        assertNull(enter(), "the answer is made a second time");
        assertEquals(List.of(ANSWER), answered);
        assertEquals(List.of(ANSWER), passedOn);
    }

    @Test
    void where_nothing_is_kept_the_others_make_their_own() {
        assertNull(enter());
        requests.end(KEY, first, null);
        assertEquals(Arrays.asList((String) null), passedOn);
        assertNotNull(enter());
    }

    @Test
    void an_answer_that_does_not_fit_is_made_by_one() {
        complete();
        InFlightRequest<String> own = requests.enter(KEY, answer -> false, passedOn::add);
        assertNotNull(own);
        assertNull(requests.enter(KEY, answer -> false, passedOn::add));
        requests.end(KEY, own, ANSWER);
        assertEquals(List.of(ANSWER), passedOn);
    }

    @Test
    void a_request_that_fails_keeps_nobody_waiting() {
        afterLook.add(this::complete);
        assertThrows(
                IllegalStateException.class,
                () -> requests.enter(
                        KEY,
                        answer -> {
                            throw new IllegalStateException("the connection is closed");
                        },
                        passedOn::add));
        kept.clear();
        assertNotNull(enter(), "nobody is in flight");
    }
}
