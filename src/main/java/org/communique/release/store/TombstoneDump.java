package org.communique.release.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.communique.http.json.Json;
import org.communique.release.content.ReleaseContent;
import org.communique.release.document.PublicIds;
import org.communique.release.entity.ExternalIdRow;
import org.communique.release.entity.Tombstone;
import org.communique.release.entity.TombstoneSlug;
import org.communique.value.Instants;

/** Walks the tombstones beside the releases, so that both come in one order; in batches, with all that belongs to each. */
final class TombstoneDump {
    /** Before every id. */
    static final UUID FIRST = new UUID(0, 0);

    private final int size;
    private final Consumer<ObjectNode> record;
    private List<Tombstone> batch = List.of();
    private Map<UUID, List<ExternalIdRow>> externalIds = Map.of();
    private Map<UUID, List<TombstoneSlug>> slugs = Map.of();
    private int next;
    private UUID last = FIRST;
    private boolean ended;

    TombstoneDump(int size, Consumer<ObjectNode> record) {
        this.size = size;
        this.record = record;
    }

    /** Hands over those whose ids come before that of the release. */
    void before(UUID release) {
        // As text ids have the order that databases give them; compared as UUIDs they do not.
        String end = release.toString();
        while (has() && batch.get(next).id.toString().compareTo(end) < 0) {
            record.accept(retracted(batch.get(next++)));
        }
    }

    void rest() {
        while (has()) {
            record.accept(retracted(batch.get(next++)));
        }
    }

    private boolean has() {
        if (next == batch.size() && !ended) {
            load();
        }
        return next < batch.size();
    }

    private void load() {
        batch = Tombstone.<Tombstone>find("id > ?1 order by id", last)
                .page(0, size)
                .list();
        next = 0;
        ended = batch.isEmpty();
        if (!ended) {
            last = batch.get(batch.size() - 1).id;
            List<UUID> ids = batch.stream().map(tombstone -> tombstone.id).toList();
            externalIds = ExternalIdRow.<ExternalIdRow>list("releaseId in ?1 order by system, value", ids).stream()
                    .collect(Collectors.groupingBy(row -> row.releaseId));
            slugs = TombstoneSlug.<TombstoneSlug>list("tombstoneId in ?1 order by hash", ids).stream()
                    .collect(Collectors.groupingBy(row -> row.tombstoneId));
        }
    }

    private ObjectNode retracted(Tombstone tombstone) {
        ObjectNode node = LiveDump.record(tombstone.id);
        List<ReleaseContent.ExternalId> ids = externalIds.getOrDefault(tombstone.id, List.of()).stream()
                .map(row -> new ReleaseContent.ExternalId(row.system, row.value))
                .toList();
        if (!ids.isEmpty()) {
            node.set("externalIds", Json.mapper().valueToTree(ids));
        }
        node.put("status", "retracted").put("revision", tombstone.revision);
        ObjectNode retraction = node.putObject("retraction").put("reason", tombstone.reason);
        retraction.put("at", Instants.write(tombstone.retractedAt));
        UUID replacedBy = PublicIds.known(tombstone.replacedBy);
        if (replacedBy != null) {
            retraction.put("replacedBy", replacedBy.toString());
        }
        slugs.getOrDefault(tombstone.id, List.of())
                .forEach(slug -> retraction.withArray("slugHashes").add(slug.hash));
        return node;
    }
}
