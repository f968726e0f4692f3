package org.communique.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.editorial.PublishDraft.Published;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.content.Withdrawal;
import org.communique.release.store.LiveStore;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.taxonomy.TermCache;

/** Withdraw and restore: the release stays readable with a notice, or stands again. */
@ApplicationScoped
class WithdrawRelease {
    @Inject
    LiveStore store;

    @Inject
    Audit audit;

    Published withdraw(WriteTurn turn, LiveRelease before, ReleaseVerbs.Reason reason, Caller actor) {
        if (before.status() != ReleaseStatus.PUBLISHED) {
            throw Drafts.illegal("The release is already withdrawn.", ReleaseVerbs.moves(before));
        }
        Instant time = store.nextTime(turn, before.id());
        LiveRelease next = before.moved(ReleaseStatus.WITHDRAWN, new Withdrawal(reason.reason(), time), time);
        return move(turn, before, next, ChangeType.WITHDRAWN, actor);
    }

    Published restore(WriteTurn turn, LiveRelease before, Caller actor) {
        if (before.status() != ReleaseStatus.WITHDRAWN) {
            throw Drafts.illegal("The release is not withdrawn.", ReleaseVerbs.moves(before));
        }
        LiveRelease next = before.moved(ReleaseStatus.PUBLISHED, null, store.nextTime(turn, before.id()));
        return move(turn, before, next, ChangeType.RESTORED, actor);
    }

    private Published move(WriteTurn turn, LiveRelease before, LiveRelease next, ChangeType type, Caller actor) {
        long number = store.put(turn, next, type, next.updatedAt());
        audit.record(
                actor,
                type.wire(),
                new Audit.Subject("press-release", next.id().toString()),
                PublishDraft.state(before),
                PublishDraft.state(next));
        return new Published(next, number, TermCache.load());
    }
}
