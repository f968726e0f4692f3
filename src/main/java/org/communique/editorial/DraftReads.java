package org.communique.editorial;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.communique.http.headers.PrivateReply;
import org.communique.http.json.Items;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Cursor;
import org.communique.http.request.Languages;
import org.communique.http.request.Links;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.EmbargoedReleases;
import org.communique.release.content.LiveRelease;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.release.store.LiveStore;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.value.LanguageTag;

/** Reads the draft store, for those who may. */
@ApplicationScoped
class DraftReads implements EmbargoedReleases {
    @Inject
    Snapshots snapshots;

    @Inject
    LiveStore live;

    @Inject
    ReleaseViews views;

    @Inject
    PublishDraft publishing;

    @Inject
    Clock clock;

    /** An embargoed release on the wire: the JSON it will be, and when. */
    public record EmbargoedView(@JsonUnwrapped ReleaseView release, Instant publishAt) {}

    Response one(UUID id) {
        return snapshots.read(snapshot -> {
            Draft draft = Draft.findById(id);
            if (draft != null) {
                return PrivateReply.ok(DraftView.of(draft, List.of()), draft.etag());
            }
            LiveRelease released = released(id);
            return PrivateReply.ok(DraftView.of(released), Drafts.liveEtag(released));
        });
    }

    private LiveRelease released(UUID id) {
        live.rejectRetracted(id);
        LiveRelease released = live.find(id);
        if (released == null) {
            throw ProblemException.notFound("There is no draft " + id + ".");
        }
        return released;
    }

    Response preview(UUID id, Parameters parameters) {
        List<String> languages = LanguageTag.lookup(Languages.ranges(parameters));
        parameters.done();
        return snapshots.read(snapshot -> {
            Draft draft = Draft.findById(id);
            LiveRelease shown = draft == null
                    ? released(id)
                    : publishing.prepare(draft, publishing.options(draft), clock.instant());
            return PrivateReply.ok(shown(shown, languages));
        });
    }

    private ReleaseView shown(LiveRelease release, List<String> languages) {
        if (!languages.isEmpty()
                && languages.stream().noneMatch(release.content().texts()::containsKey)) {
            throw ProblemException.notFound("The draft has no text in the requested language.")
                    .with("available", List.copyOf(release.content().texts().keySet()));
        }
        return views.whole(release, languages, true, TermCache.load());
    }

    Response list(Parameters parameters) {
        Optional<Cursor> cursor = parameters.cursor(List.of("state", "touchedBy"));
        Optional<String> state = parameters.choice("state", DraftState.stored());
        Optional<String> touchedBy = parameters.one("touchedBy");
        int limit = parameters.integer("limit", 1, 100, 20);
        if (cursor.filter(place -> place.backward() || !place.key().get(0).matches("\\d{1,9}"))
                .isPresent()) {
            parameters.fault(Fault.query("cursor", "not-a-cursor", "The cursor belongs to another list."));
        }
        parameters.done();
        StringBuilder where = new StringBuilder("1 = 1");
        Map<String, Object> values = new HashMap<>();
        state.ifPresent(wire -> {
            where.append(" and state = :state");
            values.put("state", DraftState.byWire(wire));
        });
        touchedBy.ifPresent(name -> {
            where.append(" and touchedBy = :touchedBy");
            values.put("touchedBy", name);
        });
        int from = cursor.map(place -> Integer.parseInt(place.key().get(0))).orElse(0);
        Query carried = new Query().add("state", state.orElse(null)).add("touchedBy", touchedBy.orElse(null));
        return snapshots.read(snapshot -> {
            long total = Draft.count(where.toString(), values);
            List<Draft> page = Draft.<Draft>find(where + " order by touchedAt desc, id", values)
                    .range(from, from + limit)
                    .list();
            Links links = new Links(DraftView.PATH, carried, new Query().add("limit", limit));
            cursor.ifPresentOrElse(links::selfAt, links::self);
            if (page.size() > limit) {
                links.at("next", new Cursor(carried.toString(), false, List.of(Integer.toString(from + limit))));
            }
            return PrivateReply.ok(new DraftResource.Listing(
                    page.stream()
                            .limit(limit)
                            .map(draft -> DraftView.of(draft, List.of()))
                            .toList(),
                    Items.Meta.of(total, limit, null),
                    links.all()));
        });
    }

    Response embargoed(Parameters parameters) {
        List<String> languages = LanguageTag.lookup(Languages.ranges(parameters));
        parameters.done();
        return snapshots.read(snapshot -> {
            List<EmbargoedView> all = Draft.<Draft>list(
                            "state = ?1 and embargoed = true order by publishAt, id", DraftState.SCHEDULED)
                    .stream()
                    .flatMap(draft -> embargoed(draft, languages).stream())
                    .toList();
            return PrivateReply.ok(new EmbargoedResource.Listing(
                    all, Items.Meta.of(all.size(), null, null), Map.of("self", EmbargoedResource.PATH)));
        });
    }

    Response embargoed(UUID id, Parameters parameters) {
        List<String> languages = LanguageTag.lookup(Languages.ranges(parameters));
        parameters.done();
        Embargoed found = find(id, languages);
        return PrivateReply.ok(new EmbargoedView(found.release(), found.publishAt()));
    }

    @Override
    public Embargoed find(UUID id, List<String> languages) {
        return snapshots.read(snapshot -> Draft.<Draft>findByIdOptional(id)
                .filter(draft -> draft.state == DraftState.SCHEDULED && draft.embargoed)
                .flatMap(draft -> embargoed(draft, languages))
                .map(view -> new Embargoed(view.release(), view.publishAt()))
                .orElseThrow(() -> ProblemException.notFound("There is no embargoed press release " + id + ".")));
    }

    /** Empty for one without a text in the languages, and for one that could not be published as things stand. */
    private Optional<EmbargoedView> embargoed(Draft draft, List<String> languages) {
        try {
            LiveRelease next = publishing.prepare(draft, publishing.options(draft), draft.publishAt);
            return Optional.of(new EmbargoedView(shown(next, languages), draft.publishAt));
        } catch (ProblemException notNow) {
            return Optional.empty();
        }
    }
}
