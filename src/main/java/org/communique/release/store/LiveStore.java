package org.communique.release.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.http.json.Json;
import org.communique.http.problem.Fault;
import org.communique.release.content.FilterState;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.Retraction;
import org.communique.release.document.PublicIds;
import org.communique.release.document.ReleaseLookup;
import org.communique.release.entity.ExternalIdRow;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseRevision;
import org.communique.release.entity.ReleaseTerm;
import org.communique.release.entity.Tombstone;
import org.communique.sequence.ChangeSubject;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.taxonomy.Vocabulary;

/**
 * Writes the live store, and nothing else does. Each write keeps what was there as a revision, brings the rows that lists
 * filter by in line with the content, and takes the next number of the sequence.
 */
@ApplicationScoped
public class LiveStore {
    /** Characters of all that a release says but its bodies, before its slugs are added. */
    private static final int LARGEST = 500_000;

    /** Characters of the same with them, former ones included. */
    private static final int LARGEST_WITH_SLUGS = 1_000_000;

    @Inject
    BatchLookup rows;

    @Inject
    LiveRows writer;

    /**
     * A release that is to be written.
     *
     * @param id empty where it is known by external ids only
     * @param content null for one that is retracted
     */
    public record IncomingRelease(
            Optional<UUID> id, List<ReleaseContent.ExternalId> externalIds, ReleaseContent content) {}

    /**
     * Looks up all that these releases may meet at once; to be called in the turn that writes them, before the first, and
     * for more of them again after {@code Turn.flushAndClear}.
     */
    public void expect(Collection<IncomingRelease> releases) {
        rows.load(releases);
    }

    /** The release as it stands, whole; null where there is none. */
    public LiveRelease find(UUID id) {
        PressRelease release = rows.find(PressRelease.class, id);
        return release == null ? null : release.live(rows.texts(release));
    }

    /** The release, public or retracted, that an id of another system points at. */
    public Optional<UUID> byExternalId(ReleaseContent.ExternalId id) {
        return Optional.ofNullable(rows.find(ExternalIdRow.class, ExternalIdRow.key(id)))
                .map(row -> row.releaseId);
    }

    public boolean isRetracted(UUID id) {
        return rows.find(Tombstone.class, id) != null;
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

    /** At most {@code most} public releases that carry a term. */
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
            faults.add(Fault.body(
                    "", "too-long", "The release without its bodies is longer than " + LARGEST + " characters."));
        }
        Slugs slugs = new Slugs(rows, id, faults);
        String original = content.originalLanguage();
        boolean sameOriginal = before != null
                && original.equals(before.originalLanguage())
                && content.texts().get(original).saysTheSameAs(before.texts().get(original));
        ReleaseContent settled = content.mapTexts((language, text) -> {
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
        if (Json.string(settled.withoutBodies()).length() > LARGEST_WITH_SLUGS) {
            faults.add(Fault.body(
                    "/texts",
                    "too-long",
                    "The release with all its former slugs is longer than " + LARGEST_WITH_SLUGS + " characters."));
        }
        return settled;
    }

    /**
     * The content of a record that an export may have made: what the export left out, because it is not public yet, stays.
     *
     * @param before what is live now
     */
    public ReleaseContent withHiddenRelations(ReleaseContent content, ReleaseContent before) {
        boolean hides = !before.related().isEmpty()
                && !content.related().equals(before.related())
                && content.related()
                        .equals(before.relatedTo(PublicIds.live(before.related()))
                                .related());
        return hides ? content.withRelated(before.related()) : content;
    }

    /** The time of the next change of a release. */
    public Instant nextTime(WriteTurn turn, UUID id) {
        PressRelease release = rows.find(PressRelease.class, id);
        return turn.timeAfter(release == null ? null : release.changedAt);
    }

    /** Makes this what the public reads, in the place of what it read before; answers with the change's number. */
    public long put(WriteTurn turn, LiveRelease next, ChangeType type, Instant time) {
        PressRelease release = rows.find(PressRelease.class, next.id());
        boolean created = release == null;
        String before = null;
        if (created) {
            release = new PressRelease();
            release.id = next.id();
        } else {
            LiveRelease superseded = release.live(rows.texts(release));
            before = state(superseded);
            ReleaseRevision.keep(release, superseded);
        }
        release.take(next);
        release.changedAt = time;
        if (turn.isAnnounced()) {
            release.announcement = turn.next();
        }
        if (created) {
            rows.persist(release, release.id);
        }
        writer.write(
                next,
                created ? rows.noTexts(next.id()) : rows.texts(release),
                created ? rows.noTerms(next.id()) : rows.terms(next.id()));
        if (!created) {
            // Inserts are sent table by table in the order in which the tables are first met: those of a release that
            // is
            // new must not come after texts of one that was there.
            PressRelease.flush();
        }
        String reason = next.withdrawal() == null ? null : next.withdrawal().reason();
        return turn.record(
                        type,
                        time,
                        new ChangeSubject(
                                PressRelease.KIND,
                                next.id().toString(),
                                next.revision(),
                                reason,
                                null,
                                before,
                                state(next)))
                .number;
    }

    /** Leaves a tombstone: the texts, the revisions and the words of the slugs are gone for good. */
    public long retract(WriteTurn turn, Retraction retraction, Instant time) {
        UUID id = retraction.id();
        PressRelease release = rows.find(PressRelease.class, id);
        String before = release == null ? null : state(release.live(rows.texts(release)));
        Tombstone tombstone = new Tombstone();
        tombstone.id = id;
        tombstone.revision = retraction.revision();
        tombstone.retractedAt = retraction.at();
        tombstone.reason = retraction.reason();
        tombstone.replacedBy = retraction.replacedBy();
        rows.persist(tombstone, id);
        retraction.slugHashes().forEach(hash -> writer.tombstoneSlug(hash, id));
        retraction.externalIds().forEach(external -> writer.externalId(external, id));
        if (release != null) {
            writer.remove(release);
        }
        return turn.record(
                        ChangeType.RETRACTED,
                        time,
                        new ChangeSubject(
                                PressRelease.KIND,
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
