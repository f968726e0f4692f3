package org.communique.exchange;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.FlushModeType;
import java.io.IOException;
import java.time.Duration;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.Turn;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;

/** Reads an archive line by line, in constant memory, and writes it in small transactions, one after the other. */
@ApplicationScoped
class ArchiveImporter {
    @Inject
    Sequence sequence;

    @Inject
    Snapshots snapshots;

    @Inject
    TermCache terms;

    @Inject
    BatchWriter writer;

    /** Ends the transaction of a dry run. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undone() {
            super(null, null, false, false);
        }
    }

    /** Imports everything that is left, unless the progress says that it is enough. */
    void run(ArchiveLines lines, ImportOptions options, ImportProgress progress) throws IOException {
        KnownTerms known = snapshots.read(snapshot -> new KnownTerms(snapshot, terms));
        BatchSize size = new BatchSize();
        try (BatchReader reader = new BatchReader(lines, options.unknownTerms())) {
            reader.begin(size.lines(), known.all());
            for (ArchiveBatch batch = reader.take(); !batch.isEmpty() && progress.goesOn(); batch = reader.take()) {
                // What follows a term is read once the term is there.
                reader.begin(size.lines(), batch.hasTerms() ? null : known.all());
                for (ArchiveBatch rest = batch; !rest.isEmpty() && progress.goesOn(); ) {
                    Written written =
                            write(rest.readAgainst(known.all(), options.unknownTerms()), known, options, progress);
                    size.took(written.lines(), written.held());
                    rest = rest.after(written.lines());
                }
            }
        }
    }

    /** @param held how long the turn to write was kept */
    private record Written(int lines, Duration held) {}

    /** Writes the lines that there is time for. */
    private Written write(ArchiveBatch batch, KnownTerms known, ImportOptions options, ImportProgress progress) {
        Tally tally = new Tally();
        long[] began = new long[1];
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                Panache.getEntityManager().setFlushMode(FlushModeType.COMMIT);
                Turn turn =
                        options.announce() ? sequence.take() : sequence.take().unannounced();
                began[0] = System.nanoTime();
                known.refresh(turn);
                writer.write(batch.readAgainst(known.all(), options.unknownTerms()), turn, known, options, tally);
                if (options.dryRun()) {
                    throw new Undone();
                }
                progress.add(tally);
            });
        } catch (Undone nothingWritten) {
            QuarkusTransaction.requiringNew().run(() -> progress.add(tally));
        }
        return new Written((int) tally.lines(), Duration.ofNanos(System.nanoTime() - began[0]));
    }
}
