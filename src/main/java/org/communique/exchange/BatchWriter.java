package org.communique.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.communique.exchange.ArchiveBatch.Entry;
import org.communique.exchange.Tally.Outcome;
import org.communique.release.LiveStore;
import org.communique.sequence.Sequence.Turn;
import org.communique.taxonomy.TermReader;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.TermStore;
import org.communique.taxonomy.Terms;

/** Writes a batch in its turn, line by line in their order, as far as there is time. */
@ApplicationScoped
class BatchWriter {
    @Inject
    TermStore terms;

    @Inject
    LiveStore store;

    @Inject
    ReleaseImporter releases;

    /** The turn, and what holds for the whole import. */
    private record Work(Turn turn, KnownTerms known, ImportOptions options, Tally tally) {}

    /** Writes at least one line; the tally says how many. */
    void write(ArchiveBatch batch, Turn turn, KnownTerms known, ImportOptions options, Tally tally) {
        long began = System.nanoTime();
        store.expect(batch.coming());
        Work work = new Work(turn, known, options, tally);
        int written = 0;
        for (Entry entry : batch.entries()) {
            if (written > 0 && System.nanoTime() - began > BatchSize.ENOUGH.toNanos()) {
                break;
            }
            written++;
            ArchiveRecord record = entry.record();
            if (!record.faults().isEmpty()) {
                tally.add(Outcome.FAULTY);
                tally.fault(record.line(), record.faults());
            } else if (record.vocabulary().isPresent()) {
                term(record, work);
            } else {
                release(entry, work);
            }
        }
        tally.reached(batch.endOf(written));
    }

    private void term(ArchiveRecord record, Work work) {
        TermReader.Result read =
                new TermReader(record.vocabulary().orElseThrow(), work.known().all()).read(record.node());
        work.tally().fault(record.line(), read.faults());
        work.tally().add(read.faults().isEmpty() ? put(read.term(), work) : Outcome.FAULTY);
    }

    private Outcome put(TermRecord term, Work work) {
        if (work.options().dryRun()) {
            Optional<TermRecord> present = work.known().all().find(term.vocabulary(), term.code());
            work.known().unwritten(term);
            return present.isEmpty()
                    ? Outcome.CREATED
                    : present.get().equals(term) ? Outcome.UNCHANGED : Outcome.CHANGED;
        }
        TermStore.Outcome outcome = terms.put(work.turn(), term);
        if (outcome != TermStore.Outcome.UNCHANGED) {
            work.known().written(term, work.turn());
        }
        return switch (outcome) {
            case CREATED -> Outcome.CREATED;
            case CHANGED -> Outcome.CHANGED;
            case UNCHANGED -> Outcome.UNCHANGED;
        };
    }

    private void release(Entry entry, Work work) {
        ObjectNode node = entry.record().node();
        Terms all = work.known().all();
        List<TermRecord> made = entry.release() != null
                ? List.of()
                : work.options().unknownTerms().madeBy(node, all);
        for (TermRecord term : made) {
            all = all.with(term);
        }
        ReleaseRecord release = entry.release() != null ? entry.release() : ReleaseRecord.read(node, all);
        Outcome outcome = Outcome.FAULTY;
        if (release.faults().isEmpty()) {
            // Before the release that carries them, whose number readers must find them at.
            made.forEach(term -> put(term, work));
            outcome = releases.put(work.turn(), release);
            if (outcome == Outcome.FAULTY && !made.isEmpty()) {
                throw new LineFailure(release.faults());
            }
        }
        work.tally().add(outcome);
        work.tally().fault(entry.record().line(), release.faults());
    }
}
