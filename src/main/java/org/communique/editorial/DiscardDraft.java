package org.communique.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.access.Scope;
import org.communique.http.headers.Preconditions;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;

/** Discard: the working copy is thrown away; what is live stays as it is. */
@ApplicationScoped
class DiscardDraft {
    @Inject
    Drafts drafts;

    @Inject
    Audit audit;

    void discard(UUID id, String ifMatch, Caller actor) {
        Draft draft = drafts.require(id);
        Preconditions.require(ifMatch, Drafts.validators(draft, null));
        if (draft.state == DraftState.SCHEDULED && !actor.scopes().contains(Scope.PUBLISH)) {
            throw new ProblemException(
                            ProblemType.FORBIDDEN, "The draft is scheduled: discarding it requires the scope publish.")
                    .with("scope", Scope.PUBLISH.wire());
        }
        String before = draft.state.wire();
        draft.delete();
        audit.record(actor, "draft.discard", Drafts.subject(id), before, null);
    }
}
