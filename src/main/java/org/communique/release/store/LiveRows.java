package org.communique.release.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.entity.ExternalIdRow;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseRevision;
import org.communique.release.entity.ReleaseSlug;
import org.communique.release.entity.ReleaseTerm;
import org.communique.release.entity.ReleaseText;
import org.communique.release.entity.TitleKey;
import org.communique.release.entity.TombstoneSlug;
import org.communique.taxonomy.Vocabulary;
import org.communique.value.SafeHtml;

/** Brings the rows of a release, those that lists filter by and those that lead to it, in line with what it says. */
@ApplicationScoped
class LiveRows {
    @Inject
    BatchLookup rows;

    /**
     * Writes all rows but the release's own.
     *
     * @param texts the rows that are there, and after this those that are to be there
     * @param terms likewise
     */
    void write(LiveRelease next, Map<String, ReleaseText> texts, List<ReleaseTerm> terms) {
        boolean removed = texts(next, texts);
        removed |= terms(next, terms);
        if (removed) {
            // Deletions are sent last: a later write of this transaction may bring the same row back.
            ReleaseText.flush();
        }
        next.content().externalIds().forEach(id -> externalId(id, next.id()));
    }

    /** Answers whether rows were removed. */
    private boolean texts(LiveRelease next, Map<String, ReleaseText> texts) {
        Map<String, ReleaseContent.Text> given = next.content().texts();
        List<ReleaseText> gone = texts.values().stream()
                .filter(row -> !given.containsKey(row.language))
                .toList();
        gone.forEach(row -> {
            row.delete();
            texts.remove(row.language);
            slugsOf(next.id()).stream()
                    .filter(slug -> slug.language.equals(row.language))
                    .forEach(slug -> slug.current = false);
        });
        given.forEach((language, text) -> {
            ReleaseText row = texts.computeIfAbsent(language, added -> new ReleaseText());
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
            text.formerSlugs().forEach(slug -> slug(slug, next.id(), language, false));
            slug(text.slug(), next.id(), language, true);
        });
        return !gone.isEmpty();
    }

    /** Answers whether rows were removed. */
    private static boolean terms(LiveRelease next, List<ReleaseTerm> terms) {
        boolean removed = false;
        for (Vocabulary vocabulary : Vocabulary.values()) {
            List<String> codes = next.content().codes(vocabulary);
            List<ReleaseTerm> present =
                    terms.stream().filter(row -> row.vocabulary == vocabulary).toList();
            for (ReleaseTerm row : present) {
                if (!codes.contains(row.code)) {
                    row.delete();
                    terms.remove(row);
                    removed = true;
                }
            }
            codes.stream()
                    .filter(code -> present.stream().noneMatch(row -> row.code.equals(code)))
                    .forEach(code -> {
                        ReleaseTerm row = ReleaseTerm.of(next.id(), vocabulary, code);
                        row.persist();
                        terms.add(row);
                    });
        }
        return removed;
    }

    private void slug(String slug, UUID release, String language, boolean current) {
        ReleaseSlug row = rows.find(ReleaseSlug.class, slug);
        boolean created = row == null;
        if (created) {
            row = ReleaseSlug.of(slug);
        }
        row.leadTo(release, language, current);
        if (created) {
            rows.persist(row, slug);
        }
    }

    void externalId(ReleaseContent.ExternalId id, UUID release) {
        if (rows.find(ExternalIdRow.class, ExternalIdRow.key(id)) == null) {
            rows.persist(ExternalIdRow.of(id, release), ExternalIdRow.key(id));
        }
    }

    void tombstoneSlug(String hash, UUID tombstone) {
        if (rows.find(TombstoneSlug.class, hash) == null) {
            rows.persist(TombstoneSlug.of(hash, tombstone), hash);
        }
    }

    /** Removes all there is of a release, and keeps its slugs as hashes. */
    void remove(PressRelease release) {
        slugsOf(release.id).forEach(slug -> tombstoneSlug(TombstoneSlug.hash(slug.slug), release.id));
        ReleaseSlug.delete("releaseId", release.id);
        ReleaseTerm.delete("releaseId", release.id);
        ReleaseText.delete("releaseId", release.id);
        ReleaseRevision.delete("releaseId", release.id);
        release.delete();
    }

    private static List<ReleaseSlug> slugsOf(UUID release) {
        // Those of this transaction too, which may not have been sent to the database yet.
        ReleaseSlug.flush();
        return ReleaseSlug.list("releaseId", release);
    }
}
