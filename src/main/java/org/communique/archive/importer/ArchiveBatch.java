package org.communique.archive.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communique.release.store.LiveStore;
import org.communique.taxonomy.Terms;

/**
 * Lines of an archive, as many as one transaction may write.
 *
 * @param end where its last line ends
 * @param terms what its releases were read against; null where they are not read yet
 */
record ArchiveBatch(List<Entry> entries, ArchiveLines.Position end, Terms terms) {
    /** @param release null for a term, and where it is not read before it is written */
    record Entry(ArchiveRecord record, ReleaseRecord release) {
        boolean isRelease() {
            return record.faults().isEmpty() && record.vocabulary().isEmpty();
        }

        /** With its release read; any failure at that is the line's fault. */
        Entry readAgainst(Terms known) {
            try {
                return new Entry(record, ReleaseRecord.read(record.node(), known));
            } catch (RuntimeException | StackOverflowError failed) {
                return new Entry(record.failing(failed), null);
            }
        }
    }

    static ArchiveBatch of(List<ArchiveRecord> records, ArchiveLines.Position end) {
        return new ArchiveBatch(
                records.stream().map(record -> new Entry(record, null)).toList(), end, null);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** One line of it by itself. */
    ArchiveBatch only(int line) {
        return new ArchiveBatch(entries.subList(line, line + 1), endOf(line + 1), terms);
    }

    /** At most so many of its lines, the first ones. */
    ArchiveBatch first(int lines) {
        int count = Math.min(lines, entries.size());
        return new ArchiveBatch(entries.subList(0, count), endOf(count), terms);
    }

    /** What is left after so many lines. */
    ArchiveBatch after(int lines) {
        return new ArchiveBatch(entries.subList(lines, entries.size()), end, terms);
    }

    /** How far the archive is read with so many of its lines. */
    ArchiveLines.Position endOf(int lines) {
        return lines == entries.size() ? end : entries.get(lines - 1).record().end();
    }

    boolean hasTerms() {
        return entries.stream().anyMatch(entry -> entry.record().vocabulary().isPresent());
    }

    /** With its releases read, but those that follow a term of the batch or make one: they are read against that too. */
    ArchiveBatch readAgainst(Terms known, UnknownTerms unknown) {
        if (known == terms) {
            return this;
        }
        List<Entry> read = new ArrayList<>(entries.size());
        boolean current = true;
        for (Entry entry : entries) {
            current &= entry.record().vocabulary().isEmpty();
            current &= !entry.isRelease() || makesNone(entry, known, unknown);
            read.add(current && entry.isRelease() ? entry.readAgainst(known) : new Entry(entry.record(), null));
        }
        return new ArchiveBatch(read, end, known);
    }

    private static boolean makesNone(Entry entry, Terms known, UnknownTerms unknown) {
        try {
            return unknown.madeBy(entry.record().node(), known).isEmpty();
        } catch (RuntimeException failed) {
            // It fails again when the line is written, and is reported there.
            return false;
        }
    }

    /** The releases that are read and in order, as far as the store has to know them beforehand. */
    List<LiveStore.IncomingRelease> coming() {
        return entries.stream()
                .flatMap(entry -> Optional.ofNullable(entry.release()).stream())
                .filter(release -> release.faults().isEmpty())
                .map(release -> new LiveStore.IncomingRelease(release.id(), release.externalIds(), release.content()))
                .toList();
    }
}
