package org.communique.exchange;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.FlushModeType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.communique.exchange.Tally.Outcome;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.Turn;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.TermReader;
import org.communique.taxonomy.TermStore;
import org.communique.taxonomy.Terms;

/** Reads an archive line by line, in constant memory, and writes it in small transactions, one after the other. */
@ApplicationScoped
class ArchiveImporter {
    /** So few that a transaction keeps other writers waiting for some milliseconds only. */
    private static final int BATCH = 50;

    @Inject
    Sequence sequence;

    @Inject
    TermStore terms;

    @Inject
    ReleaseImporter releases;

    /**
     * Imports everything.
     *
     * @param announce whether pushes tell of the changes
     * @param progress is told of each batch inside its transaction
     */
    void run(InputStream archive, boolean announce, Consumer<Tally> progress) throws IOException {
        ArchiveLines lines = new ArchiveLines(archive);
        Known known = new Known();
        for (List<ArchiveLines.Line> next = lines.next(BATCH); !next.isEmpty(); next = lines.next(BATCH)) {
            List<ArchiveRecord> batch = next.stream().map(ArchiveRecord::read).toList();
            batch(batch, known, announce, progress);
        }
    }

    private void batch(List<ArchiveRecord> batch, Known known, boolean announce, Consumer<Tally> progress) {
        List<Prepared> prepared = new ArrayList<>();
        Terms terms = known.terms;
        boolean current = terms != null;
        for (ArchiveRecord record : batch) {
            // A release is read against the terms before it, so one that follows a term of this batch waits its turn.
            current &= record.vocabulary().isEmpty();
            prepared.add(new Prepared(
                    record, current && isRelease(record) ? ReleaseRecord.read(record.node(), terms) : null));
        }
        QuarkusTransaction.requiringNew().run(() -> {
            Panache.getEntityManager().setFlushMode(FlushModeType.COMMIT);
            Tally tally = new Tally();
            Turn turn = announce ? sequence.take() : sequence.take().unannounced();
            boolean stale = terms == null || turn.termNumber() != known.number;
            known.terms = stale
                    ? write(unread(prepared), TermCache.load(), turn, tally)
                    : write(prepared, terms, turn, tally);
            known.number = turn.termNumber();
            progress.accept(tally);
        });
    }

    /** Somebody else has changed a term since these were read: they are read again. */
    private static List<Prepared> unread(List<Prepared> batch) {
        return batch.stream()
                .map(prepared -> new Prepared(prepared.record(), null))
                .toList();
    }

    /** The terms that the records are read against, and the number of the last change of one. */
    private static final class Known {
        private Terms terms;
        private long number;
    }

    private record Prepared(ArchiveRecord record, ReleaseRecord release) {}

    private static boolean isRelease(ArchiveRecord record) {
        return record.faults().isEmpty() && record.vocabulary().isEmpty();
    }

    private Terms write(List<Prepared> batch, Terms known, Turn turn, Tally tally) {
        Terms terms = known;
        for (Prepared prepared : batch) {
            ArchiveRecord record = prepared.record();
            if (!record.faults().isEmpty()) {
                tally.add(Outcome.FAULTY);
                tally.fault(record.line(), record.faults());
            } else if (record.vocabulary().isPresent()) {
                terms = term(record, terms, turn, tally);
            } else {
                release(
                        record.line(),
                        prepared.release() != null ? prepared.release() : ReleaseRecord.read(record.node(), terms),
                        turn,
                        tally);
            }
        }
        return terms;
    }

    private Terms term(ArchiveRecord record, Terms known, Turn turn, Tally tally) {
        TermReader.Result read = new TermReader(record.vocabulary().orElseThrow(), known).read(record.node());
        if (!read.faults().isEmpty()) {
            tally.add(Outcome.FAULTY);
            tally.fault(record.line(), read.faults());
            return known;
        }
        tally.add(
                switch (terms.put(turn, read.term())) {
                    case CREATED -> Outcome.CREATED;
                    case CHANGED -> Outcome.CHANGED;
                    case UNCHANGED -> Outcome.UNCHANGED;
                });
        return known.with(read.term());
    }

    private void release(long line, ReleaseRecord release, Turn turn, Tally tally) {
        Outcome outcome = release.faults().isEmpty() ? releases.put(turn, release) : Outcome.FAULTY;
        tally.add(outcome);
        tally.fault(line, release.faults());
        if (outcome == Outcome.CHANGED) {
            // What is read by query in this transaction must see it.
            Panache.getEntityManager().flush();
        }
    }
}
