package org.communique.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.communique.editorial.Move.Answer;
import org.communique.editorial.Move.Kind;
import org.communique.editorial.Replay.Entry;
import org.communique.editorial.Replay.Made;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A model that finds nothing would prove nothing. */
@Tag("unit")
class ReplayTest {
    private final List<Made> made = new ArrayList<>();
    private final List<Entry> log = new ArrayList<>();
    private long time;

    private static Answer shown(int revision, String title) {
        return new Answer(200, revision, title, "published");
    }

    private Made move(Kind kind, String writer, String title, String ifMatch, Answer answer, String validator) {
        time += 10;
        return new Made(new Move(kind, writer, title, ifMatch, time, time + 5, answer), validator);
    }

    /** A writes and publishes, B writes over it and is refused a stale validator, and A reads. */
    private void honestHistory() {
        made.add(move(Kind.WRITE, "A", "one", null, Answer.of(201), "\"d1\""));
        made.add(move(Kind.PUBLISH, "A", null, null, shown(1, "one"), null));
        made.add(move(Kind.WRITE, "B", "two", "\"d1\"", Answer.of(412), null));
        made.add(move(Kind.WRITE, "B", "two", "\"r1\"", Answer.of(201), "\"d2\""));
        made.add(move(Kind.READ, "A", null, null, shown(1, "one"), null));
        log.add(new Entry("A", "draft.write", null, "draft"));
        log.add(new Entry("A", "draft.publish", null, "published 1"));
        log.add(new Entry("B", "draft.write", null, "draft"));
    }

    private void rejected() {
        assertThrows(AssertionError.class, () -> Replay.of(made, log));
    }

    @Test
    void an_honest_history_is_replayed() {
        honestHistory();
        assertEquals(new ReleaseModel(List.of("one"), "two", 1, "\"d2\"", false, false), Replay.of(made, log));
    }

    @Test
    void a_write_that_is_not_in_the_log_is_found() {
        honestHistory();
        log.remove(2);
        rejected();
    }

    @Test
    void an_entry_that_nobody_was_told_of_is_found() {
        honestHistory();
        log.add(new Entry("B", "draft.discard", "draft", null));
        rejected();
    }

    @Test
    void a_log_in_another_order_is_found() {
        honestHistory();
        Collections.swap(log, 1, 2);
        rejected();
    }

    @Test
    void an_order_that_time_forbids_is_found() {
        made.add(move(Kind.WRITE, "A", "one", null, Answer.of(201), "\"d1\""));
        made.add(move(Kind.DISCARD, "A", null, "\"d1\"", Answer.of(204), null));
        made.add(move(Kind.WRITE, "B", "two", null, Answer.of(201), "\"d2\""));
        log.add(new Entry("B", "draft.write", null, "draft"));
        log.add(new Entry("A", "draft.write", "draft", "draft"));
        log.add(new Entry("A", "draft.discard", "draft", null));
        rejected();
    }

    @Test
    void a_lost_update_is_found() {
        honestHistory();
        made.add(move(Kind.WRITE, "A", "three", "\"r1\"", Answer.of(201), "\"d3\""));
        log.add(new Entry("A", "draft.write", null, "draft"));
        rejected();
    }

    @Test
    void an_unpublished_text_that_is_read_is_found() {
        honestHistory();
        made.add(move(Kind.READ, "A", null, null, shown(1, "two"), null));
        rejected();
    }

    @Test
    void an_old_text_that_is_read_is_found() {
        honestHistory();
        made.add(move(Kind.PUBLISH, "B", null, null, shown(2, "two"), null));
        log.add(new Entry("B", "draft.publish", "published 1", "published 2"));
        made.add(move(Kind.READ, "A", null, null, shown(1, "one"), null));
        rejected();
    }

    @Test
    void a_refusal_without_a_reason_is_found() {
        honestHistory();
        made.add(move(Kind.PUBLISH, "B", null, null, Answer.of(409), null));
        rejected();
    }

    @Test
    void a_revision_left_out_is_found() {
        honestHistory();
        made.add(move(Kind.PUBLISH, "B", null, null, shown(3, "two"), null));
        log.add(new Entry("B", "draft.publish", "published 1", "published 3"));
        rejected();
    }
}
