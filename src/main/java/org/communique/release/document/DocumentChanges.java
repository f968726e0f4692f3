package org.communique.release.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communique.sequence.Change;
import org.communique.sequence.ChangeBytes;
import org.communique.sequence.ChangeLog;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** The change log in the file of this node's documents, up to their number. */
final class DocumentChanges implements ChangeLog {
    private final MVMap<Long, byte[]> changes;
    private volatile Before last = new Before(Instant.MIN, 0, 0);

    /**
     * What was last asked for by time, which is asked for again for a day.
     *
     * @param end the number up to which it was looked for
     * @param found the number of the last change before the instant; 0 where there is none
     */
    private record Before(Instant time, long end, long found) {}

    DocumentChanges(MVMap<Long, byte[]> changes) {
        this.changes = changes;
    }

    void put(Change change) {
        changes.put(change.number, DocumentStore.withSum(ChangeBytes.write(change)));
    }

    /** The number of the last change; 0 where there is none. */
    long last() {
        return changes.isEmpty() ? 0 : changes.lastKey();
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
            from.next();
            found.add(ChangeBytes.read(DocumentStore.checked(from.getValue())));
        }
        return found;
    }

    @Override
    public List<Change> ofPublic(long after, long before, int most) {
        List<Change> found = new ArrayList<>();
        Cursor<Long, byte[]> back = back(before - 1, after + 1);
        while (found.size() < most && back.hasNext()) {
            back.next();
            byte[] bytes = DocumentStore.checked(back.getValue());
            if (ChangeBytes.isOfPublic(bytes)) {
                found.add(ChangeBytes.read(bytes));
            }
        }
        return found;
    }

    @Override
    public Optional<Change> before(Instant time) {
        Before known = last;
        Before start = known.time().equals(time) ? known : new Before(time, 0, 0);
        long end = last();
        long found = start.found();
        Cursor<Long, byte[]> back = back(end, start.end() + 1);
        while (back.hasNext()) {
            long number = back.next();
            if (ChangeBytes.time(DocumentStore.checked(back.getValue())).isBefore(time)) {
                found = number;
                break;
            }
        }
        last = new Before(time, end, found);
        return found == 0 ? Optional.empty() : one(found);
    }

    /** From one number down to another, both inclusive. */
    private Cursor<Long, byte[]> back(long from, long to) {
        return changes.cursor(Math.max(from, to - 1), to, true);
    }
}
