package org.communique.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.communique.editorial.Move.Answer;

/**
 * Holds what several writers did to one release at once against the model. The audit log says in which order the writes
 * happened: each must have been possible in its place and answered so, no write may come before one that had ended when it
 * began, and whatever was refused or read must be true of some state between its beginning and its end.
 */
final class Replay {
    /** An entry of the audit log. */
    record Entry(String writer, String action, String from, String to) {}

    /** A move and the validator of the draft that it wrote, if it did. */
    record Made(Move move, String validator) {}

    private final List<Made> writes = new ArrayList<>();
    private final List<ReleaseModel> states = new ArrayList<>(List.of(ReleaseModel.NOTHING));

    private Replay() {}

    /**
     * The state in the end.
     *
     * @param made by all writers, those of one in their order
     * @param log the audit log of the release, oldest first
     */
    static ReleaseModel of(List<Made> made, List<Entry> log) {
        Replay replay = new Replay();
        replay.order(made, log);
        replay.applyEach(log);
        replay.requireRealTime();
        made.stream().map(Made::move).filter(move -> !move.isWritten()).forEach(replay::requireExplained);
        return replay.last();
    }

    private ReleaseModel last() {
        return states.get(states.size() - 1);
    }

    /** The entries of one writer are its acknowledged writes, all of them and nothing else. */
    private void order(List<Made> made, List<Entry> log) {
        Map<String, Deque<Made>> left = new HashMap<>();
        made.stream()
                .filter(one -> one.move().isWritten())
                .forEach(one -> left.computeIfAbsent(one.move().writer(), writer -> new ArrayDeque<>())
                        .add(one));
        for (Entry entry : log) {
            Made next = left.getOrDefault(entry.writer(), new ArrayDeque<>()).poll();
            assertNotNull(next, "nobody was told of " + entry);
            assertEquals(next.move().kind().action(), entry.action(), "of " + entry.writer());
            writes.add(next);
        }
        left.forEach((writer, rest) -> assertTrue(rest.isEmpty(), "not in the audit log: " + rest));
    }

    private void applyEach(List<Entry> log) {
        Set<String> validators = new HashSet<>();
        for (int i = 0; i < writes.size(); i++) {
            Move move = writes.get(i).move();
            String validator = writes.get(i).validator();
            assertTrue(validator == null || validators.add(validator), "a validator again: " + validator);
            ReleaseModel before = last();
            assertEquals(before.answer(move), move.answer(), () -> move + " in " + before);
            ReleaseModel after = before.after(move, validator);
            assertEquals(before.audited(move.kind()), log.get(i).from(), () -> move + " in " + before);
            assertEquals(after.audited(move.kind()), log.get(i).to(), () -> move + " in " + before);
            states.add(after);
        }
    }

    private void requireRealTime() {
        long lastAsked = Long.MIN_VALUE;
        for (Made made : writes) {
            assertTrue(made.move().answered() >= lastAsked, "ended before one began that comes before it: " + made);
            lastAsked = Math.max(lastAsked, made.move().asked());
        }
    }

    private void requireExplained(Move move) {
        int first = 0;
        int last = writes.size();
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i).move().answered() < move.asked()) {
                first = i + 1;
            }
        }
        for (int i = writes.size() - 1; i >= 0; i--) {
            if (writes.get(i).move().asked() > move.answered()) {
                last = i;
            }
        }
        List<Answer> possible = IntStream.rangeClosed(first, last)
                .mapToObj(state -> states.get(state).answer(move))
                .toList();
        assertTrue(possible.contains(move.answer()), () -> move + " can only be answered " + possible);
    }
}
