package org.communique.exchange;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.FlushModeType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.communique.exchange.ArchiveBatch.Entry;
import org.communique.exchange.Tally.Outcome;
import org.communique.release.LiveStore;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.Turn;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.TermReader;
import org.communique.taxonomy.TermStore;
import org.communique.taxonomy.Terms;

/** Reads an archive line by line, in constant memory, and writes it in small transactions, one after the other. */
@ApplicationScoped
class ArchiveImporter {
    @Inject
    Sequence sequence;

    @Inject
    Snapshots snapshots;

    @Inject
    TermCache cache;

    @Inject
    TermStore terms;

    @Inject
    LiveStore store;

    @Inject
    ReleaseImporter releases;

    /** The terms that the records are read against, and the number of the last change of one. */
    private static final class Known {
        private Terms terms;
        private long number;
    }

    /**
     * Imports everything.
     *
     * @param announce whether pushes tell of the changes
     * @param progress is told of each batch inside its transaction
     */
    void run(InputStream archive, boolean announce, Consumer<Tally> progress) throws IOException {
        Known known = known();
        BatchSize size = new BatchSize();
        try (BatchReader reader = new BatchReader(new ArchiveLines(archive))) {
            reader.begin(size.lines(), known.terms);
            for (ArchiveBatch batch = reader.take(); !batch.isEmpty(); batch = reader.take()) {
                // What follows a term is read once the term is there.
                reader.begin(size.lines(), batch.hasTerms() ? null : known.terms);
                Duration held = write(batch.readAgainst(known.terms), known, announce, progress);
                size.took(batch.entries().size(), held);
            }
        }
    }

    private Known known() {
        Known known = new Known();
        snapshots.read(snapshot -> {
            known.terms = cache.at(snapshot);
            known.number = snapshot.termNumber();
            return known;
        });
        return known;
    }

    /** Answers with how long it kept the turn to write. */
    private Duration write(ArchiveBatch batch, Known known, boolean announce, Consumer<Tally> progress) {
        long[] began = new long[1];
        QuarkusTransaction.requiringNew().run(() -> {
            Panache.getEntityManager().setFlushMode(FlushModeType.COMMIT);
            Tally tally = new Tally();
            Turn turn = announce ? sequence.take() : sequence.take().unannounced();
            began[0] = System.nanoTime();
            boolean stale = turn.termNumber() != known.number;
            Terms current = stale ? TermCache.load() : known.terms;
            known.terms = write(batch.readAgainst(current), turn, tally);
            known.number = turn.termNumber();
            progress.accept(tally);
        });
        return Duration.ofNanos(System.nanoTime() - began[0]);
    }

    private Terms write(ArchiveBatch batch, Turn turn, Tally tally) {
        store.expect(batch.coming());
        Terms terms = batch.terms();
        for (Entry entry : batch.entries()) {
            ArchiveRecord record = entry.record();
            if (!record.faults().isEmpty()) {
                tally.add(Outcome.FAULTY);
                tally.fault(record.line(), record.faults());
            } else if (record.vocabulary().isPresent()) {
                terms = term(record, terms, turn, tally);
            } else {
                release(
                        record.line(),
                        entry.release() != null ? entry.release() : ReleaseRecord.read(record.node(), terms),
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
    }
}
