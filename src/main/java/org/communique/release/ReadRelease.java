package org.communique.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.communique.http.cache.ReadResult;
import org.communique.http.request.Languages;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.ReleaseHistory.Dated;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.document.DocumentAnswers;
import org.communique.release.document.DocumentLookup;
import org.communique.release.document.Projection;
import org.communique.release.document.ReleaseDocument;
import org.communique.release.document.ReleaseLookup;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseSlug;
import org.communique.release.entity.Tombstone;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.value.Instants;
import org.communique.value.LanguageTag;
import org.communique.value.Uuids;

/** Answers with one press release, as it is, was at an instant, or was at a revision. */
@ApplicationScoped
public class ReadRelease {
    @Inject
    TermCache cache;

    @Inject
    ReleaseViews views;

    @Inject
    ReleaseHistory history;

    @Inject
    DocumentAnswers documents;

    /**
     * The release by its id or a slug.
     *
     * @param suffix of the representation's address, kept where a former slug leads on
     * @param writer makes the body
     */
    public ReadResult read(
            Snapshot snapshot,
            Parameters parameters,
            String idOrSlug,
            String suffix,
            Function<ReleaseView, Object> writer) {
        return read(
                snapshot,
                parameters,
                idOrSlug,
                suffix,
                Projection.FULL,
                writer,
                (document, language) -> writer.apply(documents.view(document, language, true, cache.at(snapshot))));
    }

    /** The same as JSON. */
    public ReadResult json(Snapshot snapshot, Parameters parameters, String idOrSlug) {
        Projection projection = Projection.parse(parameters, true);
        return read(
                snapshot,
                parameters,
                idOrSlug,
                "",
                projection,
                projection::of,
                (document, language) -> documents.json(document, language, projection, null, cache.at(snapshot)));
    }

    private ReadResult read(
            Snapshot snapshot,
            Parameters parameters,
            String idOrSlug,
            String suffix,
            Projection projection,
            Function<ReleaseView, Object> writer,
            BiFunction<ReleaseDocument, String, Object> inMemory) {
        List<String> languages = LanguageTag.lookup(Languages.ranges(parameters));
        Optional<Instant> asOf = parameters.instant("asOf");
        Query query = new Query()
                .add("asOf", asOf.map(Instants::write).orElse(null))
                .add("lang", parameters.one("lang").orElse(null))
                .append(projection.query().toString());
        parameters.done();
        return Snapshots.isInMemory() && asOf.isEmpty()
                ? DocumentLookup.one(snapshot, idOrSlug, suffix, languages, query, inMemory)
                : stored(snapshot, idOrSlug, suffix, projection, writer, languages, asOf, query);
    }

    private ReadResult stored(
            Snapshot snapshot,
            String idOrSlug,
            String suffix,
            Projection projection,
            Function<ReleaseView, Object> writer,
            List<String> asked,
            Optional<Instant> asOf,
            Query query) {
        List<String> languages = asked;
        Optional<UUID> id = Uuids.parse(idOrSlug);
        PressRelease release;
        if (id.isPresent()) {
            release = ReleaseLookup.live(id.get());
        } else {
            ReleaseSlug slug = ReleaseLookup.slug(idOrSlug);
            release = ReleaseLookup.live(slug.releaseId);
            if (!slug.current) {
                ReleaseContent.Text text = release.content
                        .texts()
                        .getOrDefault(slug.language, release.content.texts().get(release.originalLanguage));
                return ReadResult.moved(query.on(ReleaseView.PATH + "/" + text.slug() + suffix));
            }
            languages = languages.isEmpty() ? List.of(slug.language) : languages;
        }
        ReleaseView shown;
        if (asOf.isPresent()) {
            shown = then(snapshot, history.asOf(release, asOf.get()), asOf.get(), languages, projection);
        } else {
            ReleaseLookup.requireLanguage(release.content, languages);
            shown = views.render(List.of(release), languages, projection.bodies(), cache.at(snapshot))
                    .get(0);
        }
        return reply(snapshot, release, shown, suffix, writer.apply(shown));
    }

    ReadResult revision(Snapshot snapshot, Parameters parameters, String id, String number) {
        List<String> languages = LanguageTag.lookup(Languages.ranges(parameters));
        Projection projection = Projection.parse(parameters, true);
        parameters.done();
        PressRelease release = ReleaseLookup.byId(id);
        Dated revision = history.revision(release, number);
        ReleaseView shown = then(snapshot, revision.release(), revision.at(), languages, projection);
        return reply(snapshot, release, shown, "", projection.of(shown));
    }

    /** A state of a release that may not be the present one, with terms named as they were then. */
    private ReleaseView then(
            Snapshot snapshot, LiveRelease then, Instant at, List<String> languages, Projection projection) {
        ReleaseLookup.requireLanguage(then.content(), languages);
        return views.whole(then, languages, projection.bodies(), history.terms(cache.at(snapshot), then, at));
    }

    private static ReadResult reply(
            Snapshot snapshot, PressRelease present, ReleaseView shown, String suffix, Object body) {
        return new ReadResult(
                body,
                lastChange(snapshot, present),
                List.of(shown.language()),
                Map.of("self", ReleaseView.path(present.id) + suffix));
    }

    /** The last change of the release, of a term that names it may show, or of a release it is related to. */
    private static Instant lastChange(Snapshot snapshot, PressRelease release) {
        List<Instant> changes = new ArrayList<>(List.of(release.changedAt, snapshot.termChangedAt()));
        List<UUID> related = release.content.related();
        if (!related.isEmpty()) {
            Map<UUID, PressRelease> live = ReleaseViews.byId(related);
            live.values().forEach(other -> changes.add(other.changedAt));
            List<UUID> gone =
                    related.stream().filter(id -> !live.containsKey(id)).toList();
            if (!gone.isEmpty()) {
                Tombstone.<Tombstone>list("id in ?1", gone).forEach(other -> changes.add(other.retractedAt));
            }
        }
        return changes.stream().max(Instant::compareTo).orElseThrow();
    }
}
