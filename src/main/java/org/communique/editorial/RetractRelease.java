package org.communique.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.access.IdempotentWrites;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.Retraction;
import org.communique.release.store.LiveStore;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence.WriteTurn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Retract: the text is gone for good, from the live store, the draft store and the answers kept; a tombstone stays. */
@ApplicationScoped
class RetractRelease {
    @Inject
    LiveStore store;

    @Inject
    Audit audit;

    /** The tombstone on the wire. */
    @Schema(name = "Tombstone")
    public record TombstoneView(UUID id, int revision, Instant retractedAt, String reason, UUID replacedBy) {}

    /** The tombstone and the number of the change. */
    record Retracted(TombstoneView tombstone, long number) {}

    Retracted retract(WriteTurn turn, LiveRelease before, ReleaseVerbs.Reason reason, Caller actor) {
        Instant time = store.nextTime(turn, before.id());
        Retraction retraction = new Retraction(
                before.id(),
                before.revision() + 1,
                time,
                reason.reason(),
                reason.replacedBy(),
                List.of(),
                before.content().externalIds());
        long number = store.retract(turn, retraction, time);
        Draft.deleteById(before.id());
        IdempotentWrites.forget(before.id().toString());
        audit.record(
                actor,
                ChangeType.RETRACTED.wire(),
                new Audit.Subject("press-release", before.id().toString()),
                PublishDraft.state(before),
                "retracted " + retraction.revision());
        return new Retracted(
                new TombstoneView(
                        before.id(), retraction.revision(), time, retraction.reason(), retraction.replacedBy()),
                number);
    }
}
