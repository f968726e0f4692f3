package org.communique.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communique.release.LiveStore;
import org.communique.taxonomy.Terms;

/**
 * Lines of an archive that are written in one transaction.
 *
 * @param terms what its releases were read against; null where they are not read yet
 */
record ArchiveBatch(List<Entry> entries, Terms terms) {
    /** @param release null where it is not read yet, and for a term */
    record Entry(ArchiveRecord record, ReleaseRecord release) {
        boolean isRelease() {
            return record.faults().isEmpty() && record.vocabulary().isEmpty();
        }
    }

    static ArchiveBatch of(List<ArchiveRecord> records) {
        return new ArchiveBatch(
                records.stream().map(record -> new Entry(record, null)).toList(), null);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean hasTerms() {
        return entries.stream().anyMatch(entry -> entry.record().vocabulary().isPresent());
    }

    /** With its releases read, but those that follow a term of the batch: they are read against that term too. */
    ArchiveBatch readAgainst(Terms known) {
        if (known == terms) {
            return this;
        }
        List<Entry> read = new ArrayList<>(entries.size());
        boolean current = true;
        for (Entry entry : entries) {
            current &= entry.record().vocabulary().isEmpty();
            read.add(new Entry(
                    entry.record(),
                    current && entry.isRelease()
                            ? ReleaseRecord.read(entry.record().node(), known)
                            : null));
        }
        return new ArchiveBatch(read, known);
    }

    /** The releases that are read and in order, as far as the store has to know them beforehand. */
    List<LiveStore.Coming> coming() {
        return entries.stream()
                .flatMap(entry -> Optional.ofNullable(entry.release()).stream())
                .filter(release -> release.faults().isEmpty())
                .map(release -> new LiveStore.Coming(release.id(), release.externalIds(), release.content()))
                .toList();
    }
}
