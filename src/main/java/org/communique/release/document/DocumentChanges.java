package org.communique.release.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communique.sequence.Change;
import org.communique.sequence.ChangeBytes;
import org.communique.sequence.ChangeLog;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;

/** The change log in the file of this node's documents, up to their number. */
final class DocumentChanges implements ChangeLog {
    private static final long BLOCK = 1_000;

    private final MVMap<Long, byte[]> changes;
    /** The numbers of those that are {@link Change#isOfPublic}. */
    private final MVMap<Long, Boolean> ofPublic;
    /** The least time of each block of numbers, in seconds since 1970, rounded down. */
    private final MVMap<Long, Long> times;

    DocumentChanges(MVMap<Long, byte[]> changes, MVMap<Long, Boolean> ofPublic, MVMap<Long, Long> times) {
        this.changes = changes;
        this.ofPublic = ofPublic;
        this.times = times;
    }

    void put(Change change) {
        changes.put(change.number, DocumentStore.withSum(ChangeBytes.write(change)));
        if (change.isOfPublic()) {
            ofPublic.put(change.number, true);
        }
        long block = change.number / BLOCK;
        long least = Math.min(times.getOrDefault(block, Long.MAX_VALUE), change.time.getEpochSecond());
        times.put(block, least);
    }

    @Override
    public Optional<Change> one(long number) {
        return Optional.ofNullable(changes.get(number))
                .map(DocumentStore::checked)
                .map(ChangeBytes::read);
    }

    @Override
    public List<Change> after(long number, int most) {
        List<Change> found = new ArrayList<>();
        Cursor<Long, byte[]> from = changes.cursor(number + 1);
        while (found.size() < most && from.hasNext()) {
            if (from.next() != number + 1 + found.size()) {
                throw new MVStoreException(DataUtils.ERROR_FILE_CORRUPT, "a change is missing");
            }
            found.add(ChangeBytes.read(DocumentStore.checked(from.getValue())));
        }
        return found;
    }

    @Override
    public List<Change> ofPublic(long after, long before, int most) {
        List<Change> found = new ArrayList<>();
        Cursor<Long, Boolean> back = ofPublic.cursor(Math.max(before - 1, after), after + 1, true);
        while (found.size() < most && back.hasNext()) {
            found.add(one(back.next()).orElseThrow());
        }
        return found;
    }

    /** The clock may have been set back, so that times are not in the order of numbers. */
    @Override
    public Optional<Change> before(Instant time) {
        Long last = changes.lastKey();
        for (long block = last == null ? -1 : last / BLOCK; block >= 0; block--) {
            if (times.getOrDefault(block, Long.MAX_VALUE) <= time.getEpochSecond()) {
                Optional<Change> found = before(time, block);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Change> before(Instant time, long block) {
        Cursor<Long, byte[]> back = changes.cursor((block + 1) * BLOCK - 1, block * BLOCK, true);
        while (back.hasNext()) {
            long number = back.next();
            if (ChangeBytes.time(DocumentStore.checked(back.getValue())).isBefore(time)) {
                return one(number);
            }
        }
        return Optional.empty();
    }
}
