package org.communique.editorial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.http.json.Bodies;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.Fault;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.store.LiveStore;

/** What the verbs on a live release share: the body they read and the moves that are possible. */
final class ReleaseVerbs {
    private ReleaseVerbs() {}

    /** Why, and which release to read instead. */
    record Reason(String reason, UUID replacedBy) {}

    static Reason read(ObjectNode body, UUID id, LiveStore store) {
        NodeReader reader = new NodeReader(body);
        Optional<String> reason = reader.string("reason", 4_000);
        Optional<UUID> replacedBy = reader.uuid("replacedBy");
        reader.rejectUnknown();
        replacedBy
                .filter(other -> other.equals(id) || store.find(other) == null)
                .ifPresent(other -> reader.faults()
                        .add(Fault.body(
                                "/replacedBy", "not-public", "There is no other public press release " + other + ".")));
        Bodies.check(reader.faults());
        return new Reason(reason.orElse(null), replacedBy.orElse(null));
    }

    static List<String> moves(LiveRelease release) {
        return release.status() == ReleaseStatus.PUBLISHED
                ? List.of("publish", "withdraw", "retract")
                : List.of("publish", "restore", "retract");
    }
}
