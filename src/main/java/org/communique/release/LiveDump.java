package org.communique.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.communique.value.Instants;
import org.communique.web.Json;

/** All of the live store, release by release in the order of their ids, as records of the archive format. */
@ApplicationScoped
public class LiveDump {
    private static final int BATCH = 200;

    @Inject
    EntityManager entities;

    /** Hands over every record; to be called in a snapshot. Memory does not grow with the archive. */
    public void forEach(Consumer<ObjectNode> record) {
        TombstoneDump tombstones = new TombstoneDump(BATCH, record);
        UUID last = TombstoneDump.FIRST;
        for (List<PressRelease> batch = after(last); !batch.isEmpty(); batch = after(last)) {
            Map<UUID, Map<String, String>> bodies =
                    bodies(batch.stream().map(release -> release.id).toList());
            for (PressRelease release : batch) {
                tombstones.before(release.id);
                record.accept(live(release.live(bodies.get(release.id)::get)));
            }
            last = batch.get(batch.size() - 1).id;
            entities.clear();
        }
        tombstones.rest();
    }

    /** The bodies by language; their plain text, which is in the same rows, is not needed here. */
    private Map<UUID, Map<String, String>> bodies(List<UUID> releases) {
        Map<UUID, Map<String, String>> bodies = new HashMap<>();
        entities.createQuery("select releaseId, language, html from ReleaseText where releaseId in ?1", Object[].class)
                .setParameter(1, releases)
                .getResultList()
                .forEach(row -> bodies.computeIfAbsent((UUID) row[0], id -> new HashMap<>())
                        .put((String) row[1], (String) row[2]));
        return bodies;
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

    static ObjectNode record(UUID id) {
        return Json.mapper().createObjectNode().put("record", "press-release").put("id", id.toString());
    }
}
