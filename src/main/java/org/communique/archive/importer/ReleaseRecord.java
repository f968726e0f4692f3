package org.communique.archive.importer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.Fault;
import org.communique.release.content.ContentReader;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.Withdrawal;
import org.communique.taxonomy.Terms;

/**
 * A press release of an archive: what it says and what became of it.
 *
 * @param id empty where the archive knows it by external ids only
 * @param content null for a retracted one
 * @param publishedAt as the archive has it; empty where it leaves it out
 */
record ReleaseRecord(
        Optional<UUID> id,
        List<ReleaseContent.ExternalId> externalIds,
        ReleaseContent content,
        String status,
        Optional<Instant> publishedAt,
        Optional<Instant> revisedAt,
        Optional<Instant> updatedAt,
        Optional<Integer> revision,
        Withdrawal withdrawal,
        Retracted retraction,
        List<Fault> faults) {
    static final String WITHDRAWN = "withdrawn";
    static final String RETRACTED = "retracted";

    /** What the archive says of a retraction. */
    record Retracted(Optional<Instant> at, String reason, UUID replacedBy, List<String> slugHashes) {}

    static ReleaseRecord read(ObjectNode node, Terms terms) {
        NodeReader reader = new NodeReader(node);
        reader.has("record");
        String status = reader.choice("status", List.of("published", WITHDRAWN, RETRACTED))
                .orElse("published");
        Optional<UUID> id = reader.uuid("id");
        if (!reader.has("id") && !reader.has("externalIds")) {
            reader.fault("id", "missing", "A release requires an id or an external id.");
        }
        ReleaseContent content = new ContentReader(reader, terms).read();
        boolean retracted = status.equals(RETRACTED);
        if (!retracted) {
            ContentReader.requirePublishable(reader, content);
        }
        ReleaseRecord record = new ReleaseRecord(
                id,
                content.externalIds(),
                retracted ? null : content,
                status,
                reader.instant("publishedAt"),
                reader.instant("revisedAt"),
                reader.instant("updatedAt"),
                reader.integer("revision", 1, LiveRelease.LAST_GIVEN_REVISION),
                withdrawal(reader, status),
                retraction(reader),
                reader.faults());
        reader.rejectUnknown();
        return record;
    }

    private static Withdrawal withdrawal(NodeReader reader, String status) {
        Optional<NodeReader> given = reader.object("withdrawal");
        String reason = given.flatMap(part -> part.string("reason", 4_000)).orElse(null);
        Instant at = given.flatMap(part -> part.instant("at")).orElse(null);
        given.ifPresent(NodeReader::rejectUnknown);
        return status.equals(WITHDRAWN) ? new Withdrawal(reason, at) : null;
    }

    private static Retracted retraction(NodeReader reader) {
        Optional<NodeReader> given = reader.object("retraction");
        Retracted retracted = new Retracted(
                given.flatMap(part -> part.instant("at")),
                given.flatMap(part -> part.string("reason", 4_000)).orElse(null),
                given.flatMap(part -> part.uuid("replacedBy")).orElse(null),
                given.map(part -> part.list("slugHashes", 10_000, element -> element.asString(64)))
                        .orElse(List.of()));
        given.ifPresent(NodeReader::rejectUnknown);
        return retracted;
    }

    /** When it first was public: as given, else the start of its day in UTC. */
    Instant firstPublic() {
        return publishedAt.orElseGet(
                () -> content.date().atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
