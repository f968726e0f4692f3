package org.communique.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.communique.release.ReleaseHistory.Dated;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.value.Instants;
import org.communique.value.LanguageTag;
import org.communique.value.Uuids;
import org.communique.web.Items;
import org.communique.web.Languages;
import org.communique.web.Links;
import org.communique.web.Parameters;
import org.communique.web.ProblemException;
import org.communique.web.ProblemType;
import org.communique.web.Query;
import org.communique.web.Reply;
import org.communique.web.WebConfig;

/** Answers for press releases: a page of a list, or one. */
@ApplicationScoped
class ReleaseReads {
    private static final List<String> VIEWS = List.of("summary", "full");

    @Inject
    TermCache cache;

    @Inject
    ReleaseIds ids;

    @Inject
    ReleaseLists lists;

    @Inject
    ReleaseViews views;

    @Inject
    ReleaseHistory history;

    @Inject
    WebConfig config;

    Reply list(Snapshot snapshot, Parameters parameters) {
        Terms terms = cache.at(snapshot);
        ReleasePage page = ReleasePage.parse(parameters, terms);
        Optional<String> view = parameters.choice("view", VIEWS);
        Optional<FieldSelection> fields = FieldSelection.parse(parameters);
        Optional<String> fieldList = parameters.one("fields");
        parameters.done();
        Query presentation = new Query().add("view", view.orElse(null)).add("fields", fieldList.orElse(null));
        Optional<Query> moved = page.moved(terms);
        if (moved.isPresent()) {
            return Reply.moved(moved.get().append(presentation.toString()).on(ReleaseView.PATH));
        }
        long total = ids.total(page.filter(), terms);
        boolean full = fields.map(picked -> picked.picks("body"))
                .orElse(view.filter("full"::equals).isPresent());
        ReleaseLists.Page found = lists.page(page, terms, full, ReleaseView.PATH, presentation);
        List<ReleaseView> data = found.releases();
        Links links = found.links();
        return new Reply(
                new Items<>(
                        data.stream().map(release -> select(fields, release)).toList(),
                        Items.Meta.of(total, page.limit(), page.page().orElse(null)),
                        links.all()),
                snapshot.changedAt(),
                data.stream().map(ReleaseView::language).distinct().sorted().toList(),
                links.withHub(config.hub()));
    }

    Reply one(Snapshot snapshot, Parameters parameters, String idOrSlug) {
        List<String> languages = LanguageTag.lookup(Languages.ranges(parameters));
        Optional<String> view = parameters.choice("view", VIEWS);
        Optional<FieldSelection> fields = FieldSelection.parse(parameters);
        Optional<Instant> asOf = parameters.instant("asOf");
        Query query = new Query()
                .add("asOf", asOf.map(Instants::write).orElse(null))
                .add("lang", parameters.one("lang").orElse(null))
                .add("view", view.orElse(null))
                .add("fields", parameters.one("fields").orElse(null));
        parameters.done();
        Optional<UUID> id = Uuids.parse(idOrSlug);
        PressRelease release;
        if (id.isPresent()) {
            release = live(id.get());
        } else {
            ReleaseSlug slug = slug(idOrSlug);
            release = live(slug.releaseId);
            if (!slug.current) {
                ReleaseContent.Text text = release.content
                        .texts()
                        .getOrDefault(slug.language, release.content.texts().get(release.originalLanguage));
                String current = text.slug();
                return Reply.moved(query.on(ReleaseView.PATH + "/" + current));
            }
            languages = languages.isEmpty() ? List.of(slug.language) : languages;
        }
        if (asOf.isPresent()) {
            LiveRelease then = history.asOf(release, asOf.get());
            return whole(snapshot, then, new Shown(languages, view, fields), asOf.get(), release);
        }
        requireLanguage(release.content, languages);
        boolean full = fields.map(picked -> picked.picks("body"))
                .orElse(view.filter("summary"::equals).isEmpty());
        ReleaseView shown = views.render(List.of(release), languages, full, cache.at(snapshot))
                .get(0);
        return new Reply(
                select(fields, shown), lastChange(snapshot, release), List.of(shown.language()), shown.links());
    }

    /** How a release is shown. */
    record Shown(List<String> languages, Optional<String> view, Optional<FieldSelection> fields) {}

    /** A state of a release that is not the present one, with terms named as they were then. */
    private Reply whole(Snapshot snapshot, LiveRelease then, Shown shown, Instant at, PressRelease present) {
        requireLanguage(then.content(), shown.languages());
        boolean full = shown.fields()
                .map(picked -> picked.picks("body"))
                .orElse(shown.view().filter("summary"::equals).isEmpty());
        ReleaseView release = views.whole(then, shown.languages(), full, history.terms(cache.at(snapshot), then, at));
        return new Reply(
                select(shown.fields(), release),
                lastChange(snapshot, present),
                List.of(release.language()),
                release.links());
    }

    Reply revision(Snapshot snapshot, Parameters parameters, String id, String number) {
        List<String> languages = LanguageTag.lookup(Languages.ranges(parameters));
        Optional<String> view = parameters.choice("view", VIEWS);
        Optional<FieldSelection> fields = FieldSelection.parse(parameters);
        parameters.done();
        PressRelease release = byId(id);
        Dated revision = history.revision(release, number);
        return whole(snapshot, revision.release(), new Shown(languages, view, fields), revision.at(), release);
    }

    Reply revisions(Snapshot snapshot, Parameters parameters, String id) {
        parameters.done();
        PressRelease release = byId(id);
        List<RevisionView> all = history.all(release);
        Map<String, String> links = Map.of("self", ReleaseView.path(release.id) + "/revisions");
        return new Reply(
                new Items<>(all, Items.Meta.of(all.size(), null, null), links), release.changedAt, List.of(), links);
    }

    private static PressRelease byId(String id) {
        return live(Uuids.parse(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no public press release with the id \"" + Parameters.shown(id) + "\".")));
    }

    private static Object select(Optional<FieldSelection> fields, ReleaseView release) {
        return fields.map(picked -> (Object) picked.of(release)).orElse(release);
    }

    static PressRelease live(UUID id) {
        PressRelease release = PressRelease.findById(id);
        if (release == null) {
            throw Tombstone.<Tombstone>findByIdOptional(id)
                    .map(ReleaseReads::gone)
                    .orElseGet(() -> ProblemException.notFound("There is no public press release " + id + "."));
        }
        return release;
    }

    private static ReleaseSlug slug(String slug) {
        return ReleaseSlug.<ReleaseSlug>findByIdOptional(slug)
                .orElseThrow(() -> Tombstone.bySlug(slug)
                        .map(ReleaseReads::gone)
                        .orElseGet(() -> ProblemException.notFound(
                                "There is no public press release with the slug \"" + Parameters.shown(slug) + "\".")));
    }

    static ProblemException gone(Tombstone tombstone) {
        return new ProblemException(
                        ProblemType.GONE, "The press release " + tombstone.id + " was retracted. Remove your copy.")
                .with("reason", tombstone.reason)
                .with("retractedAt", tombstone.retractedAt)
                .with("revision", tombstone.revision)
                .with("replacedBy", tombstone.replacedBy);
    }

    static void requireLanguage(ReleaseContent content, List<String> languages) {
        if (content.language(languages).isEmpty()) {
            List<String> available = List.copyOf(content.texts().keySet());
            throw ProblemException.notFound("The press release has no text in the language asked for; it is there in "
                            + String.join(", ", available) + ".")
                    .with("available", available);
        }
    }

    /** The last change of the release, of a term that names it may show, or of a release it is related to. */
    private static Instant lastChange(Snapshot snapshot, PressRelease release) {
        List<Instant> changes = new ArrayList<>(List.of(release.changedAt, snapshot.termChangedAt()));
        List<UUID> related = release.content.related();
        if (!related.isEmpty()) {
            Stream<Instant> live = PressRelease.<PressRelease>list("id in ?1", related).stream()
                    .map(other -> other.changedAt);
            Stream<Instant> gone =
                    Tombstone.<Tombstone>list("id in ?1", related).stream().map(other -> other.retractedAt);
            Stream.concat(live, gone).forEach(changes::add);
        }
        return changes.stream().max(Instant::compareTo).orElseThrow();
    }
}
