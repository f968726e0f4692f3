package org.communique.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.communique.support.Desk;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class OldAnswersTest {
    private static final int OLD = 450;

    @Inject
    OldAnswers answers;

    @Inject
    TestClock clock;

    private final String own = UUID.randomUUID().toString();

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    private String posted() {
        return Desk.chief()
                .json()
                .header("Idempotency-Key", own)
                .body(Desk.content("Kept for a day", ""))
                .post("/v1/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private long kept() {
        return QuarkusTransaction.requiringNew().call(() -> IdempotentAnswer.count("key = ?1 or path = ?1", own));
    }

    private void store(Instant at, int count) {
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < count; i++) {
                IdempotentAnswer answer = new IdempotentAnswer();
                answer.callerId = "old";
                answer.path = own;
                answer.key = UUID.randomUUID().toString();
                answer.bodyHash = "x";
                answer.status = 200;
                answer.answeredAt = at;
                answer.persist();
            }
        });
    }

    @Test
    void an_answer_is_given_again_for_a_day_and_then_gone() {
        String first = posted();
        assertEquals(first, posted());
        answers.remove();
        assertEquals(1, kept());
        clock.stopAt(Instant.now().plus(24, ChronoUnit.HOURS).plusSeconds(1));
        answers.remove();
        assertEquals(0, kept());
        assertNotEquals(first, posted());
    }

    @Test
    void many_are_removed_and_what_is_younger_stays() {
        Instant now = Instant.now();
        store(now.minus(24, ChronoUnit.HOURS).minusSeconds(1), OLD);
        store(now.minus(23, ChronoUnit.HOURS), 1);
        answers.remove();
        assertEquals(1, kept());
    }
}
