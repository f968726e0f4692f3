package org.communique.archive.job;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.communique.archive.importer.ImportMemory;

/** The imports of this node that have not ended: those of one key one after the other, and the keys in turns. */
final class ImportQueue {
    private final Map<String, Queue<Waiting>> byCaller = new LinkedHashMap<>();

    /** An import, and what it keeps in memory from one turn to the next. */
    record Waiting(UUID id, String caller, ImportMemory memory) {}

    synchronized void add(UUID id, String caller) {
        byCaller.computeIfAbsent(caller, added -> new ArrayDeque<>()).add(new Waiting(id, caller, new ImportMemory()));
    }

    /** The first import of the key whose turn it is. It stays in the queue; the key's next turn is after all others'. */
    synchronized Optional<Waiting> next() {
        Iterator<Map.Entry<String, Queue<Waiting>>> keys = byCaller.entrySet().iterator();
        if (!keys.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<String, Queue<Waiting>> first = keys.next();
        keys.remove();
        byCaller.put(first.getKey(), first.getValue());
        return Optional.of(first.getValue().element());
    }

    /** Whether an import of another key waits for its turn. */
    synchronized boolean hasOtherThan(String caller) {
        return byCaller.keySet().stream().anyMatch(key -> !key.equals(caller));
    }

    synchronized void remove(UUID id) {
        byCaller.values().removeIf(imports -> {
            imports.removeIf(each -> each.id().equals(id));
            return imports.isEmpty();
        });
    }
}
