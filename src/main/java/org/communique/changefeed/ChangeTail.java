package org.communique.changefeed;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Change;
import org.communique.sequence.SequenceWatch;

/** The newest changes in memory, so that a thousand streams at the head cost the store one query for a change. */
@ApplicationScoped
class ChangeTail {
    private static final int KEPT = 500;

    @Inject
    SequenceWatch watch;

    private volatile List<Change> tail = List.of();

    void start(@Observes @Priority(200) StartupEvent start) {
        watch.onAdvance(this::grow);
    }

    private void grow(long number) {
        List<Change> held = tail;
        long last = held.isEmpty() ? 0 : held.get(held.size() - 1).number;
        long from = Math.max(last, number - KEPT);
        List<Change> next = new ArrayList<>(from == last ? held : List.of());
        next.addAll(QuarkusTransaction.requiringNew().call(() -> Change.upTo(number, from, KEPT)));
        tail = List.copyOf(next.subList(Math.max(0, next.size() - KEPT), next.size()));
    }

    /** At most {@code limit} changes after a number that pass the filter; empty where it reaches further back. */
    Optional<ChangeReads.Batch> after(long after, ReleaseFilter filter, int limit) {
        List<Change> held = tail;
        if (held.isEmpty() || after < held.get(0).number - 1) {
            return Optional.empty();
        }
        ChangeMatcher matcher = new ChangeMatcher(filter);
        List<FilteredChange> passed = new ArrayList<>();
        long position = after;
        int from = (int) Math.min(held.size(), after + 1 - held.get(0).number);
        for (Change change : held.subList(from, held.size())) {
            if (passed.size() < limit) {
                matcher.judge(change).ifPresent(passed::add);
                position = change.number;
            }
        }
        return Optional.of(new ChangeReads.Batch(passed, position));
    }
}
