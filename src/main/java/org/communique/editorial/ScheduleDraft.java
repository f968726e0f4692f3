package org.communique.editorial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.http.HttpConfig;
import org.communique.http.json.Bodies;
import org.communique.http.json.Json;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.Fault;
import org.communique.value.Instants;

/** Schedule and unschedule: the draft goes live by itself at an instant of the grid, or does not any more. */
@ApplicationScoped
class ScheduleDraft {
    @Inject
    PublishDraft publishing;

    @Inject
    Drafts drafts;

    @Inject
    Audit audit;

    @Inject
    HttpConfig config;

    @Inject
    Clock clock;

    void schedule(Draft draft, ObjectNode body, Caller actor) {
        NodeReader reader = new NodeReader(body);
        reader.require("publishAt");
        Optional<Instant> at = reader.instant("publishAt");
        boolean embargoed = reader.flag("embargoed").orElse(false);
        Publication options = Publication.read(reader);
        reader.rejectUnknown();
        at.ifPresent(instant -> check(instant, reader.faults()));
        Bodies.check(reader.faults());
        publishing.prepare(draft, options, at.orElseThrow());
        String before = draft.state.wire();
        draft.state = DraftState.SCHEDULED;
        draft.publishAt = at.orElseThrow();
        draft.embargoed = embargoed;
        draft.publication = Json.string(options);
        draft.faults = "[]";
        drafts.mark(draft, actor);
        audit.record(actor, "draft.schedule", Drafts.subject(draft.id), before, draft.state.wire());
    }

    private void check(Instant at, List<Fault> faults) {
        if (!at.isAfter(clock.instant())) {
            faults.add(Fault.body("/publishAt", "in-the-past", "The instant is not in the future."));
        }
        Duration grid = config.editorial().grid();
        long past = Math.floorMod(at.toEpochMilli(), grid.toMillis());
        if (past != 0) {
            Instant earlier = at.minusMillis(past);
            List<String> nearest = List.of(Instants.write(earlier), Instants.write(earlier.plus(grid)));
            faults.add(Fault.body(
                            "/publishAt",
                            "off-the-grid",
                            "Releases can be published only at instants that are " + grid.toSeconds()
                                    + " seconds apart; the nearest are " + String.join(" and ", nearest) + ".")
                    .allowing(nearest));
        }
    }

    void unschedule(Draft draft, Caller actor) {
        if (draft.state == DraftState.DRAFT) {
            throw Drafts.illegal("The draft is not scheduled.", draft.state.moves());
        }
        String before = draft.state.wire();
        draft.state = DraftState.DRAFT;
        draft.publishAt = null;
        draft.embargoed = false;
        draft.faults = "[]";
        drafts.mark(draft, actor);
        audit.record(actor, "draft.unschedule", Drafts.subject(draft.id), before, draft.state.wire());
    }
}
