package org.communique.archive.importer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.communique.archive.importer.ImportCounts.Outcome;
import org.communique.http.problem.Fault;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.content.Retraction;
import org.communique.release.content.Withdrawal;
import org.communique.release.store.LiveStore;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.value.Uuids;

/** Puts a release of an archive into the live store: a new one, a new revision, a retraction, or nothing at all. */
@ApplicationScoped
class ReleaseImporter {
    @Inject
    LiveStore store;

    @Inject
    Clock clock;

    /** To be called in the turn's transaction, with a record that has no faults yet; faults found here are added to it. */
    Outcome put(WriteTurn turn, ReleaseRecord record) {
        Optional<UUID> known = identify(record);
        if (!record.faults().isEmpty()) {
            return Outcome.FAULTY;
        }
        UUID id = known.or(record::id).orElseGet(() -> Uuids.version7(clock.instant()));
        if (store.isRetracted(id)) {
            return againstTombstone(record, id);
        }
        return record.status().equals(ReleaseRecord.RETRACTED) ? retract(turn, record, id) : publish(turn, record, id);
    }

    /** By id, else by any external id: the release meant, where it is there. */
    private Optional<UUID> identify(ReleaseRecord record) {
        Set<UUID> meant = new LinkedHashSet<>();
        record.id().ifPresent(meant::add);
        record.externalIds().forEach(external -> store.byExternalId(external).ifPresent(meant::add));
        if (meant.size() > 1) {
            record.faults()
                    .add(Fault.body(
                            "/externalIds",
                            "ambiguous-identity",
                            "The ids belong to different releases: " + meant + "."));
        }
        return meant.stream().findFirst();
    }

    private Outcome againstTombstone(ReleaseRecord record, UUID id) {
        if (record.status().equals(ReleaseRecord.RETRACTED)) {
            return Outcome.UNCHANGED;
        }
        record.faults()
                .add(Fault.body(
                        "/id", "retracted", "The release " + id + " was retracted and cannot be imported again."));
        return Outcome.FAULTY;
    }

    private Outcome retract(WriteTurn turn, ReleaseRecord record, UUID id) {
        LiveRelease before = store.find(id);
        Instant time = store.nextTime(turn, id);
        int least = before == null ? 1 : before.revision() + 1;
        store.retract(
                turn,
                new Retraction(
                        id,
                        Math.max(least, record.revision().orElse(least)),
                        record.retraction().at().orElse(time),
                        record.retraction().reason(),
                        record.retraction().replacedBy(),
                        record.retraction().slugHashes(),
                        record.externalIds()),
                time);
        return before == null ? Outcome.CREATED : Outcome.CHANGED;
    }

    private Outcome publish(WriteTurn turn, ReleaseRecord record, UUID id) {
        LiveRelease before = store.find(id);
        if (before != null
                && record.publishedAt()
                        .filter(at -> !at.equals(before.publishedAt()))
                        .isPresent()) {
            record.faults()
                    .add(Fault.body(
                            "/publishedAt",
                            "published-at-moves",
                            "The release was first published at " + before.publishedAt()
                                    + "; this time cannot be changed."));
            return Outcome.FAULTY;
        }
        List<Fault> taken = new ArrayList<>();
        ReleaseContent content =
                store.settled(id, withKnownIds(record, before), before == null ? null : before.content(), taken);
        if (!taken.isEmpty()) {
            record.faults().addAll(taken);
            return Outcome.FAULTY;
        }
        Instant time = store.nextTime(turn, id);
        LiveRelease next = before == null ? created(record, id, content, time) : revised(record, before, content, time);
        if (before != null && isSame(before, next, record)) {
            return Outcome.UNCHANGED;
        }
        store.put(turn, next, before == null ? ChangeType.PUBLISHED : type(before, next), time);
        return before == null ? Outcome.CREATED : Outcome.CHANGED;
    }

    /** External ids are added to and never lost: others may know the release by the old ones. */
    private ReleaseContent withKnownIds(ReleaseRecord record, LiveRelease before) {
        return before == null
                ? record.content()
                : store.withHiddenRelations(
                        record.content().withExternalIds(before.content().externalIds()), before.content());
    }

    private static LiveRelease created(ReleaseRecord record, UUID id, ReleaseContent content, Instant time) {
        Instant published = record.firstPublic();
        return new LiveRelease(
                id,
                record.revision().orElse(1),
                status(record),
                withdrawal(record, null, time),
                published,
                record.revisedAt().orElse(published),
                record.updatedAt().orElse(time),
                content);
    }

    private static LiveRelease revised(ReleaseRecord record, LiveRelease before, ReleaseContent content, Instant time) {
        int next = before.revision() + 1;
        return new LiveRelease(
                before.id(),
                Math.max(next, record.revision().orElse(next)),
                status(record),
                withdrawal(record, before.withdrawal(), time),
                before.publishedAt(),
                record.revisedAt().orElse(before.revisedAt()),
                time,
                content);
    }

    private static boolean isSame(LiveRelease before, LiveRelease next, ReleaseRecord record) {
        return before.status() == next.status()
                && before.content().equals(next.content())
                && (record.withdrawal() == null || next.withdrawal().equals(before.withdrawal()));
    }

    private static ReleaseStatus status(ReleaseRecord record) {
        return record.status().equals(ReleaseRecord.WITHDRAWN) ? ReleaseStatus.WITHDRAWN : ReleaseStatus.PUBLISHED;
    }

    private static Withdrawal withdrawal(ReleaseRecord record, Withdrawal before, Instant time) {
        Withdrawal given = record.withdrawal();
        if (given == null || given.at() != null) {
            return given;
        }
        return new Withdrawal(given.reason(), before == null ? time : before.at());
    }

    private static ChangeType type(LiveRelease before, LiveRelease next) {
        if (before.status() == next.status()) {
            return ChangeType.REVISED;
        }
        return next.status() == ReleaseStatus.WITHDRAWN ? ChangeType.WITHDRAWN : ChangeType.RESTORED;
    }
}
