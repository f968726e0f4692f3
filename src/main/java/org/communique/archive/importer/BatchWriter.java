package org.communique.archive.importer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.communique.archive.importer.ArchiveBatch.Entry;
import org.communique.archive.importer.ImportCounts.Outcome;
import org.communique.cluster.WriteLock;
import org.communique.release.store.LiveStore;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.taxonomy.TermReader;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.TermStore;
import org.communique.taxonomy.Terms;

/**
 * Writes a batch in its turn, line by line in their order, for up to a second while nobody waits. Once somebody does it ends
 * soon: the lines that are not sent to the database yet are those of {@link #UNSENT_NANOS} at most.
 */
@ApplicationScoped
class BatchWriter {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How much longer it goes on once somebody waits, so that one who comes again and again does not make batches tiny. */
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private static final long UNSENT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Lines that are looked up together. */
    private static final int GROUP = 100;

    @Inject
    WriteLock writeLock;

    @Inject
    TermStore terms;

    @Inject
    LiveStore store;

    @Inject
    ReleaseImporter releases;

    /** When a batch is to end: earlier once somebody waits. */
    private final class Deadline {
        private long end = System.nanoTime() + LONGEST_NANOS;
        private final ImportProgress progress;
        private boolean awaited;

        Deadline(ImportProgress progress) {
            this.progress = progress;
        }

        boolean isOver() {
            if (!awaited && writeLock.isAwaited()) {
                awaited = true;
                end = Math.min(end, System.nanoTime() + LINGER_NANOS);
            }
            return System.nanoTime() > end || progress.isAwaited();
        }
    }

    /** The turn, and what holds for the whole import. */
    private record Work(WriteTurn turn, KnownTerms known, ImportOptions options, ImportCounts counts) {}

    /**
     * Writes at least one line; the tally says how many. It ends at a term that is new too: what follows is read against that
     * before the next turn, which keeps others waiting for less.
     */
    void write(
            ArchiveBatch batch,
            WriteTurn turn,
            KnownTerms known,
            ImportOptions options,
            ImportProgress progress,
            ImportCounts counts) {
        Deadline end = new Deadline(progress);
        Work work = new Work(turn, known, options, counts);
        int written = 0;
        boolean over = false;
        while (!over && written < batch.entries().size()) {
            if (written > 0) {
                turn.flushAndClear();
            }
            ArchiveBatch group = batch.after(written).first(GROUP).readAgainst(known.all(), options.unknownTerms());
            int lines = write(group, end, work);
            written += lines;
            over = lines < group.entries().size() || end.isOver() || known.all() != batch.terms();
        }
        counts.reached(batch.endOf(written));
    }

    /** Answers how many lines of the group it has written before its time was over. */
    private int write(ArchiveBatch group, Deadline end, Work work) {
        store.expect(group.coming());
        long sent = System.nanoTime();
        int written = 0;
        for (Entry entry : group.entries()) {
            if (written > 0) {
                if (System.nanoTime() - sent > UNSENT_NANOS) {
                    Panache.getEntityManager().flush();
                    sent = System.nanoTime();
                }
                if (end.isOver()) {
                    break;
                }
            }
            write(entry, work);
            written++;
        }
        return written;
    }

    private void write(Entry entry, Work work) {
        ArchiveRecord record = entry.record();
        if (!record.faults().isEmpty()) {
            work.counts().add(Outcome.FAULTY);
            work.counts().fault(record.line(), record.faults());
        } else if (record.vocabulary().isPresent()) {
            term(record, work);
        } else {
            release(entry, work);
        }
    }

    private void term(ArchiveRecord record, Work work) {
        TermReader.Result read =
                new TermReader(record.vocabulary().orElseThrow(), work.known().all()).read(record.node());
        work.counts().fault(record.line(), read.faults());
        work.counts().add(read.faults().isEmpty() ? put(read.term(), work) : Outcome.FAULTY);
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
        work.counts().add(outcome);
        work.counts().fault(entry.record().line(), release.faults());
    }
}
