package org.communique.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Writes the audit log, in the transaction of the write that it tells of. */
@ApplicationScoped
public class Audit {
    private static final Logger LOG = Logger.getLogger(Audit.class);

    @Inject
    Clock clock;

    /** What was written to: a draft, a press release, a term, a key or an import, by its id. */
    public record Subject(String kind, String id) {}

    @Transactional(Transactional.TxType.MANDATORY)
    public void record(Caller actor, String action, Subject subject, String before, String after) {
        AuditEntry entry = new AuditEntry();
        entry.at = clock.instant();
        entry.actorId = actor.id();
        entry.actorName = actor.name();
        entry.action = action;
        entry.subjectKind = subject.kind();
        entry.subjectId = subject.id();
        entry.before = before;
        entry.after = after;
        entry.persist();
        LOG.infof("%s by %s: %s %s, from %s to %s", action, actor.name(), subject.kind(), subject.id(), before, after);
    }
}
