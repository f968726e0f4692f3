package org.communique.archive.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.communique.http.json.Json;
import org.communique.release.store.LiveDump;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.jspecify.annotations.Nullable;

/** Writes the live store as an archive, in one snapshot: terms by vocabulary, parents first, then releases by id. */
@ApplicationScoped
class ArchiveExporter {
    @Inject
    TermCache terms;

    @Inject
    LiveDump releases;

    /** Writes the whole archive; to be called in the snapshot. */
    void write(OutputStream out, Snapshot snapshot) {
        Snapshots.requireStore();
        Terms all = terms.at(snapshot);
        for (Vocabulary vocabulary : Vocabulary.values()) {
            if (vocabulary == Vocabulary.ORGANIZATIONAL_UNIT) {
                units(out, all, null);
            } else {
                all.of(vocabulary).forEach(term -> line(out, Json.bytes(record(term))));
            }
        }
        releases.forEach(line -> line(out, line));
    }

    private static void units(OutputStream out, Terms all, @Nullable String parent) {
        for (TermRecord unit : all.below(parent)) {
            line(out, Json.bytes(record(unit)));
        }
        for (TermRecord unit : all.below(parent)) {
            units(out, all, unit.code());
        }
    }

    private static ObjectNode record(TermRecord term) {
        ObjectNode node = Json.mapper().createObjectNode().put("record", term.record());
        node.setAll((ObjectNode) Json.mapper().valueToTree(term));
        return node;
    }

    private static void line(OutputStream out, byte[] record) {
        try {
            out.write(record);
            out.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
