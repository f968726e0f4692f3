package org.communique.editorial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.access.Scope;
import org.communique.http.HttpConfig;
import org.communique.http.headers.Preconditions;
import org.communique.http.json.Bodies;
import org.communique.http.json.Json;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.release.content.ContentReader.Removed;
import org.communique.release.content.ContentWriter;
import org.communique.release.content.LiveRelease;
import org.communique.release.store.LiveStore;
import org.communique.taxonomy.TermCache;
import org.communique.value.Uuids;

/** Keeps the working copies; to be called in a transaction. */
@ApplicationScoped
class Drafts {
    @Inject
    LiveStore live;

    @Inject
    PublishDraft publishing;

    @Inject
    Audit audit;

    @Inject
    HttpConfig web;

    @Inject
    Clock clock;

    static UUID id(String text) {
        return Uuids.parse(text)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no draft \"" + Parameters.shown(text) + "\"; a draft is addressed by its UUID."));
    }

    /** The draft; ends the request with 410 or 404 where there is none. */
    Draft require(UUID id) {
        Draft draft = Draft.locked(id);
        if (draft == null) {
            live.rejectRetracted(id);
            if (live.find(id) != null) {
                throw illegal("The draft equals the live release; there is nothing to do.", DraftState.LIVE.moves());
            }
            throw ProblemException.notFound("There is no draft " + id + ".");
        }
        return draft;
    }

    static ProblemException illegal(String detail, List<String> moves) {
        return new ProblemException(ProblemType.ILLEGAL_MOVE, detail).with("moves", moves);
    }

    WriteResult create(Caller actor, ObjectNode body) {
        return put(actor, Uuids.version7(clock.instant()), body, null, true);
    }

    /** A new draft under the client's id, or other content for the one there is. */
    WriteResult put(Caller actor, UUID id, ObjectNode body, String ifMatch, boolean create) {
        live.rejectRetracted(id);
        Draft present = create ? null : Draft.locked(id);
        LiveRelease released = create ? null : live.find(id);
        if (present != null || released != null) {
            Preconditions.require(ifMatch, validators(present, released));
        } else if (ifMatch != null) {
            throw new ProblemException(ProblemType.PRECONDITION_FAILED, "There is no draft " + id + " yet.");
        }
        if (body.hasNonNull("id") && !body.get("id").asText().equalsIgnoreCase(id.toString()) && !create) {
            Bodies.check(List.of(Fault.body("/id", "another-id", "It is not the id in the address.")));
        }
        Integer base = released == null ? null : released.revision();
        return touch(actor, id, body, present, base);
    }

    WriteResult patch(Caller actor, UUID id, ObjectNode patch, String ifMatch) {
        live.rejectRetracted(id);
        Draft present = Draft.locked(id);
        LiveRelease released = live.find(id);
        if (present == null && released == null) {
            throw ProblemException.notFound("There is no draft " + id + ".");
        }
        Preconditions.require(ifMatch, validators(present, released));
        ObjectNode content = present != null ? DraftView.content(present) : DraftContent.of(released.content());
        Integer base = present != null ? present.basedOn : Integer.valueOf(released.revision());
        return touch(actor, id, DraftContent.patched(content, patch), present, base);
    }

    private WriteResult touch(Caller actor, UUID id, ObjectNode body, Draft present, Integer base) {
        boolean scheduled = present != null && present.state == DraftState.SCHEDULED;
        if (scheduled && !actor.scopes().contains(Scope.PUBLISH)) {
            throw new ProblemException(
                            ProblemType.FORBIDDEN, "The draft is scheduled: changing it requires the scope publish.")
                    .with("scope", Scope.PUBLISH.wire());
        }
        DraftContent content = DraftContent.read(body, TermCache.load());
        Bodies.check(content.faults());
        Draft draft = present == null ? blank(id, actor) : present;
        String before = present == null ? null : draft.state.wire();
        draft.content = Json.string(ContentWriter.write(content.content()));
        draft.basedOn = base;
        if (scheduled) {
            publishing.prepare(draft, publishing.options(draft), clock.instant());
        }
        mark(draft, actor);
        if (present == null) {
            draft.persist();
        }
        audit.record(actor, "draft.write", subject(id), before, draft.state.wire());
        return answer(present == null ? 201 : 200, draft, content.removed());
    }

    void mark(Draft draft, Caller actor) {
        Instant now = clock.instant();
        draft.version++;
        draft.touchedAt = now;
        draft.touchedBy = actor.name();
    }

    private Draft blank(UUID id, Caller actor) {
        Draft draft = new Draft();
        draft.id = id;
        draft.state = DraftState.DRAFT;
        draft.publication = Json.string(Publication.PLAIN);
        draft.faults = "[]";
        draft.createdAt = clock.instant();
        draft.createdBy = actor.name();
        // Another draft under the same id must not have had the same validator.
        draft.version = draft.createdAt.toEpochMilli();
        return draft;
    }

    WriteResult answer(int status, Draft draft, List<Removed> removed) {
        return new WriteResult(
                status,
                DraftView.of(draft, removed),
                draft.etag(),
                status == 201 ? web.absolute(DraftView.PATH + "/" + draft.id) : null,
                draft.id.toString(),
                false);
    }

    static List<String> validators(Draft draft, LiveRelease released) {
        return List.of(draft != null ? draft.etag() : liveEtag(released));
    }

    static String liveEtag(LiveRelease released) {
        return "\"r" + released.revision() + '"';
    }

    static Audit.Subject subject(UUID id) {
        return new Audit.Subject("draft", id.toString());
    }
}
