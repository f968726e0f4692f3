package org.communique.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.sequence.ChangeSubject;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence.Turn;
import org.communique.taxonomy.Vocabulary;
import org.communique.value.SafeHtml;
import org.communique.web.Fault;
import org.communique.web.Json;

/**
 * Writes the live store, and nothing else does. Each write keeps what was there as a revision, brings the rows that lists
 * filter by in line with the content, and takes the next number of the sequence.
 */
@ApplicationScoped
public class LiveStore {
    /** Characters of all that a release says but its bodies, before its slugs are added. */
    private static final int LARGEST = 500_000;

    static final String KIND = "press-release";

    /** The release as it stands, whole; null where there is none. */
    public LiveRelease find(UUID id) {
        PressRelease release = PressRelease.findById(id);
        return release == null ? null : release.live();
    }

    public boolean isRetracted(UUID id) {
        return Tombstone.findById(id) != null;
    }

    /** The release as it stands; ends the request with 410 where it was retracted, with 404 where it never was. */
    public LiveRelease require(UUID id) {
        return ReleaseLookup.live(id).live();
    }

    /** Ends the request with 410 where the release was retracted. */
    public void rejectRetracted(UUID id) {
        Tombstone.<Tombstone>findByIdOptional(id).map(ReleaseLookup::gone).ifPresent(gone -> {
            throw gone;
        });
    }

    /** Public releases that carry a term, so many at most. */
    public List<UUID> carrying(Vocabulary vocabulary, String code, int most) {
        return ReleaseTerm.<ReleaseTerm>find("vocabulary = ?1 and code = ?2 order by releaseId", vocabulary, code)
                .page(0, most)
                .stream()
                .map(term -> term.releaseId)
                .toList();
    }

    /** How many public releases carry a term. */
    public long countCarrying(Vocabulary vocabulary, String code) {
        return ReleaseTerm.count("vocabulary = ?1 and code = ?2", vocabulary, code);
    }

    /**
     * The content with slugs for all its texts, and with each translation marked as made from the present original or
     * not: one that is given again, or given with another text, is taken to be.
     *
     * @param before what is live now, or null
     * @param faults where slugs that are taken are noted
     */
    public ReleaseContent settled(UUID id, ReleaseContent content, ReleaseContent before, List<Fault> faults) {
        if (Json.string(content.withoutBodies()).length() > LARGEST) {
            faults.add(Fault.body("", "too-long", "Without its bodies it is longer than " + LARGEST + " characters."));
        }
        Slugs slugs = new Slugs(id, faults);
        String original = content.originalLanguage();
        boolean sameOriginal = before != null
                && original.equals(before.originalLanguage())
                && content.texts().get(original).saysTheSameAs(before.texts().get(original));
        return content.mapTexts((language, text) -> {
            ReleaseContent.Text old = before == null ? null : before.texts().get(language);
            boolean kept = text.saysTheSameAs(old);
            boolean upToDate = language.equals(original)
                    || (text.upToDate() != null
                            ? text.upToDate()
                            : !kept || sameOriginal && Boolean.TRUE.equals(old.upToDate()));
            ReleaseContent.Text named = slugs.give(language, text, old);
            return new ReleaseContent.Text(
                    named.title(), named.summary(), named.html(), named.slug(), named.formerSlugs(), upToDate);
        });
    }

    /** The time of the next change of a release. */
    public Instant nextTime(Turn turn, UUID id) {
        PressRelease release = PressRelease.findById(id);
        return turn.timeAfter(release == null ? null : release.changedAt);
    }

    /** Makes this what the public reads, in the place of what it read before; answers with the change's number. */
    public long put(Turn turn, LiveRelease next, ChangeType type, Instant time) {
        PressRelease release = PressRelease.findById(next.id());
        boolean created = release == null;
        String before = null;
        if (created) {
            release = new PressRelease();
            release.id = next.id();
        } else {
            LiveRelease superseded = release.live();
            before = state(superseded);
            ReleaseRevision.keep(release, superseded);
        }
        release.take(next);
        release.changedAt = time;
        if (created) {
            release.persist();
        }
        texts(next, created);
        terms(next, created);
        next.content().externalIds().forEach(id -> ExternalIdRow.put(id, next.id()));
        String reason = next.withdrawal() == null ? null : next.withdrawal().reason();
        return turn.record(
                        type,
                        time,
                        new ChangeSubject(
                                KIND, next.id().toString(), next.revision(), reason, null, before, state(next)))
                .number;
    }

    private static void texts(LiveRelease next, boolean created) {
        Map<String, ReleaseText> rows = created ? Map.of() : ReleaseText.byLanguage(next.id());
        rows.forEach((language, row) -> {
            if (!next.content().texts().containsKey(language)) {
                row.delete();
                ReleaseSlug.update("current = false where releaseId = ?1 and language = ?2", next.id(), language);
            }
        });
        next.content().texts().forEach((language, text) -> {
            ReleaseText row = rows.getOrDefault(language, new ReleaseText());
            row.original = language.equals(next.content().originalLanguage());
            row.upToDate = text.upToDate();
            row.titleKey = TitleKey.of(text.title());
            if (!text.html().equals(row.html)) {
                row.html = text.html();
                row.text = SafeHtml.toText(text.html());
            }
            if (row.language == null) {
                row.releaseId = next.id();
                row.language = language;
                row.persist();
            }
            text.formerSlugs().forEach(slug -> ReleaseSlug.put(slug, next.id(), language, false));
            ReleaseSlug.put(text.slug(), next.id(), language, true);
        });
    }

    private static void terms(LiveRelease next, boolean created) {
        List<ReleaseTerm> rows = created ? List.of() : ReleaseTerm.list("releaseId", next.id());
        for (Vocabulary vocabulary : Vocabulary.values()) {
            List<String> codes = next.content().codes(vocabulary);
            List<ReleaseTerm> present =
                    rows.stream().filter(row -> row.vocabulary == vocabulary).toList();
            present.stream().filter(row -> !codes.contains(row.code)).forEach(ReleaseTerm::delete);
            codes.stream()
                    .filter(code -> present.stream().noneMatch(row -> row.code.equals(code)))
                    .forEach(code -> ReleaseTerm.of(next.id(), vocabulary, code).persist());
        }
    }

    /** Leaves a tombstone: the texts, the revisions and the words of the slugs are gone for good. */
    public long retract(Turn turn, Retraction retraction, Instant time) {
        UUID id = retraction.id();
        PressRelease release = PressRelease.findById(id);
        String before = release == null ? null : state(release.live());
        Tombstone tombstone = new Tombstone();
        tombstone.id = id;
        tombstone.revision = retraction.revision();
        tombstone.retractedAt = retraction.at();
        tombstone.reason = retraction.reason();
        tombstone.replacedBy = retraction.replacedBy();
        tombstone.persist();
        retraction.slugHashes().forEach(hash -> TombstoneSlug.put(hash, id));
        retraction.externalIds().forEach(external -> ExternalIdRow.put(external, id));
        if (release != null) {
            ReleaseSlug.<ReleaseSlug>list("releaseId", id)
                    .forEach(slug -> TombstoneSlug.put(TombstoneSlug.hash(slug.slug), id));
            ReleaseSlug.delete("releaseId", id);
            ReleaseTerm.delete("releaseId", id);
            ReleaseText.delete("releaseId", id);
            ReleaseRevision.delete("releaseId", id);
            release.delete();
        }
        return turn.record(
                        ChangeType.RETRACTED,
                        time,
                        new ChangeSubject(
                                KIND,
                                id.toString(),
                                retraction.revision(),
                                retraction.reason(),
                                retraction.replacedBy(),
                                before,
                                null))
                .number;
    }

    private static String state(LiveRelease release) {
        return Json.string(FilterState.of(release));
    }
}
