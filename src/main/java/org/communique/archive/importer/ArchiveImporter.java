package org.communique.archive.importer;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.io.IOException;
import org.communique.http.problem.StoreFailure;
import org.communique.sequence.Sequence;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;

/** Reads an archive line by line, in constant memory, and writes it in transactions one after the other. */
@ApplicationScoped
public class ArchiveImporter {
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

    /** Imports everything, in one turn. */
    public void run(ArchiveLines lines, ImportOptions options, ImportProgress progress) throws IOException {
        run(lines, options, new ImportMemory(), progress);
    }

    /** Imports what is left, as far as the progress lets it go on; answers whether that is all of it. */
    public boolean run(ArchiveLines lines, ImportOptions options, ImportMemory memory, ImportProgress progress)
            throws IOException {
        KnownTerms known = memory.terms(() -> snapshots.read(snapshot -> new KnownTerms(snapshot, terms)));
        try (BatchReader reader = new BatchReader(lines, options.unknownTerms())) {
            reader.begin(known.all());
            while (progress.goesOn()) {
                ArchiveBatch batch = reader.take();
                if (batch.isEmpty()) {
                    return true;
                }
                // What follows a term is read once the term is there.
                reader.begin(batch.hasTerms() ? null : known.all());
                for (ArchiveBatch rest = batch; !rest.isEmpty(); ) {
                    if (!progress.goesOn()) {
                        return false;
                    }
                    rest = rest.after(
                            write(rest.readAgainst(known.all(), options.unknownTerms()), known, options, progress));
                }
            }
            return false;
        }
    }

    /**
     * Writes the lines that there is time for, and answers how many they are. Where that fails nothing of them is written, and
     * each is repeated by itself, so that the failure is the fault of the line that caused it.
     */
    private int write(ArchiveBatch batch, KnownTerms known, ImportOptions options, ImportProgress progress) {
        ImportCounts counts = new ImportCounts();
        KnownTerms.State before = known.state();
        try {
            return writeTogether(batch, known, options, progress, counts);
        } catch (RuntimeException | StackOverflowError failed) {
            known.restore(before);
            if (failed instanceof ImportStopped || StoreFailure.isAway(failed)) {
                throw failed;
            }
            if (batch.entries().size() == 1) {
                return faulty(batch, failed, progress);
            }
            // The line that it was at is not counted yet.
            int begun = (int) Math.min(counts.lines() + 1, batch.entries().size());
            return writeEach(batch, begun, known, options, progress);
        }
    }

    private int writeEach(
            ArchiveBatch batch, int lines, KnownTerms known, ImportOptions options, ImportProgress progress) {
        int line = 0;
        for (; line < lines && progress.goesOn(); line++) {
            write(batch.only(line), known, options, progress);
        }
        return line;
    }

    private static int faulty(ArchiveBatch line, Throwable failed, ImportProgress progress) {
        ImportCounts counts = new ImportCounts();
        long number = line.entries().get(0).record().line();
        counts.add(ImportCounts.Outcome.FAULTY);
        counts.fault(number, LineFailure.faults(number, failed));
        counts.reached(line.end());
        QuarkusTransaction.requiringNew().run(() -> progress.add(counts));
        return 1;
    }

    private int writeTogether(
            ArchiveBatch batch, KnownTerms known, ImportOptions options, ImportProgress progress, ImportCounts counts) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                EntityManager entities = Panache.getEntityManager();
                entities.setFlushMode(FlushModeType.COMMIT);
                WriteTurn turn =
                        options.announce() ? sequence.take() : sequence.take().unannounced();
                known.refresh(turn);
                writer.write(batch, turn, known, options, progress, counts);
                if (options.dryRun()) {
                    // What the database does not take is found too.
                    entities.flush();
                    throw new Undone();
                }
                progress.add(counts);
            });
        } catch (Undone nothingWritten) {
            QuarkusTransaction.requiringNew().run(() -> progress.add(counts));
        }
        return (int) counts.lines();
    }
}
