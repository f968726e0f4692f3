package org.communique.release.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.communique.http.json.Json;
import org.communique.release.content.ContentWriter;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.Withdrawal;
import org.communique.release.document.Batches;
import org.communique.release.document.PublicIds;
import org.communique.release.entity.PressRelease;

/** All of the live store, release by release in the order of their ids, as records of the archive format. */
@ApplicationScoped
public class LiveDump {
    private static final int BATCH = 200;
    private static final String RECORD = "press-release";
    private static final ObjectWriter LINES = ContentWriter.of(Line.class);

    @Inject
    EntityManager entities;

    /** Hands over every record as a line of JSON; to be called in a snapshot. Memory does not grow with the archive. */
    public void forEach(Consumer<byte[]> line) {
        TombstoneDump tombstones = new TombstoneDump(BATCH, record -> line.accept(Json.bytes(record)));
        UUID last = TombstoneDump.FIRST;
        for (List<PressRelease> batch = after(last); !batch.isEmpty(); batch = after(last)) {
            Set<UUID> related = PublicIds.live(batch.stream()
                    .flatMap(release -> release.content.related().stream())
                    .collect(Collectors.toSet()));
            for (List<PressRelease> some : Batches.bySize(batch, release -> release.bodySize)) {
                Map<UUID, Map<String, String>> bodies =
                        bodies(some.stream().map(release -> release.id).toList());
                for (PressRelease release : some) {
                    tombstones.before(release.id);
                    line.accept(line(release.live(bodies.get(release.id)::get), related));
                }
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

    /** A release in the archive format, in the order of its members. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            String record,
            String id,
            @JsonUnwrapped ReleaseContent content,
            String status,
            Instant publishedAt,
            Instant revisedAt,
            int revision,
            Instant updatedAt,
            Withdrawal withdrawal) {
        static Line of(LiveRelease release, Set<UUID> related) {
            return new Line(
                    RECORD,
                    release.id().toString(),
                    release.content().relatedTo(related),
                    release.status().wire(),
                    release.publishedAt(),
                    release.revisedAt().equals(release.publishedAt()) ? null : release.revisedAt(),
                    release.revision(),
                    release.updatedAt(),
                    release.withdrawal());
        }
    }

    private static byte[] line(LiveRelease release, Set<UUID> related) {
        try {
            return LINES.writeValueAsBytes(Line.of(release, related));
        } catch (JsonProcessingException notSerialisable) {
            throw new UncheckedIOException(notSerialisable);
        }
    }

    static ObjectNode record(UUID id) {
        return Json.mapper().createObjectNode().put("record", RECORD).put("id", id.toString());
    }
}
