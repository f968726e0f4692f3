package org.communique.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.communique.value.Instants;
import org.communique.web.Json;

/** All of the live store, release by release in the order of their ids, as records of the archive format. */
@ApplicationScoped
public class LiveDump {
    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);

    @Inject
    EntityManager entities;

    /** Hands over every record; to be called in a snapshot. Memory does not grow with the archive. */
    public void forEach(Consumer<ObjectNode> record) {
        Tombstones tombstones = new Tombstones(record);
        UUID last = FIRST;
        for (List<PressRelease> batch = after(last); !batch.isEmpty(); batch = after(last)) {
            for (PressRelease release : batch) {
                tombstones.before(release.id);
                record.accept(live(release.live()));
            }
            last = batch.get(batch.size() - 1).id;
            entities.clear();
        }
        tombstones.rest();
    }

    private static List<PressRelease> after(UUID id) {
        return PressRelease.<PressRelease>find("id > ?1 order by id", id)
                .page(0, BATCH)
                .list();
    }

    private static ObjectNode live(LiveRelease release) {
        ObjectNode node = record(release.id());
        node.setAll(ContentWriter.write(release.content()));
        node.put("status", release.status().wire());
        node.put("publishedAt", Instants.write(release.publishedAt()));
        if (!release.revisedAt().equals(release.publishedAt())) {
            node.put("revisedAt", Instants.write(release.revisedAt()));
        }
        node.put("revision", release.revision());
        node.put("updatedAt", Instants.write(release.updatedAt()));
        if (release.withdrawal() != null) {
            node.set("withdrawal", Json.mapper().valueToTree(release.withdrawal()));
        }
        return node;
    }

    private static ObjectNode record(UUID id) {
        return Json.mapper().createObjectNode().put("record", "press-release").put("id", id.toString());
    }

    private static ObjectNode retracted(Tombstone tombstone) {
        ObjectNode node = record(tombstone.id);
        List<ReleaseContent.ExternalId> ids =
                ExternalIdRow.<ExternalIdRow>list("releaseId = ?1 order by system, value", tombstone.id).stream()
                        .map(row -> new ReleaseContent.ExternalId(row.system, row.value))
                        .toList();
        if (!ids.isEmpty()) {
            node.set("externalIds", Json.mapper().valueToTree(ids));
        }
        node.put("status", "retracted").put("revision", tombstone.revision);
        ObjectNode retraction = node.putObject("retraction").put("reason", tombstone.reason);
        retraction.put("at", Instants.write(tombstone.retractedAt));
        if (tombstone.replacedBy != null) {
            retraction.put("replacedBy", tombstone.replacedBy.toString());
        }
        List<TombstoneSlug> slugs = TombstoneSlug.list("tombstoneId = ?1 order by hash", tombstone.id);
        if (!slugs.isEmpty()) {
            slugs.forEach(slug -> retraction.withArray("slugHashes").add(slug.hash));
        }
        return node;
    }

    /** Walks the tombstones beside the releases, so that both come in one order. */
    private static final class Tombstones {
        private final Consumer<ObjectNode> record;
        private UUID last = FIRST;

        Tombstones(Consumer<ObjectNode> record) {
            this.record = record;
        }

        void before(UUID release) {
            Tombstone.<Tombstone>list("id > ?1 and id < ?2 order by id", last, release)
                    .forEach(tombstone -> record.accept(retracted(tombstone)));
            last = release;
        }

        void rest() {
            for (List<Tombstone> batch = after(); !batch.isEmpty(); batch = after()) {
                batch.forEach(tombstone -> record.accept(retracted(tombstone)));
                last = batch.get(batch.size() - 1).id;
            }
        }

        private List<Tombstone> after() {
            return Tombstone.<Tombstone>find("id > ?1 order by id", last)
                    .page(0, BATCH)
                    .list();
        }
    }
}
