package org.communique.release;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.communique.value.Slug;
import org.communique.web.Fault;

/** Gives texts their slugs at publication: unique over all languages, and never one that a retracted release had. */
final class Slugs {
    private final BatchLookup rows;
    private final UUID releaseId;
    private final List<Fault> faults;
    /** Those that this release's texts have been given in this write. */
    private final Set<String> given = new HashSet<>();

    Slugs(BatchLookup rows, UUID releaseId, List<Fault> faults) {
        this.rows = rows;
        this.releaseId = releaseId;
        this.faults = faults;
    }

    /** The text with its slug: the chosen one, else the one it has, else one derived from its title. */
    ReleaseContent.Text give(String language, ReleaseContent.Text text, ReleaseContent.Text before) {
        Optional<String> had = Optional.ofNullable(before).map(ReleaseContent.Text::slug);
        String slug = text.slug() != null
                ? chosen(language, text.slug())
                : had.filter(given::add).orElseGet(() -> derived(language, text.title()));
        Set<String> former = new LinkedHashSet<>(before == null ? List.of() : before.formerSlugs());
        had.ifPresent(former::add);
        for (String old : text.formerSlugs()) {
            if (isFree(language, old)) {
                former.add(old);
            } else {
                fault(language, "formerSlugs", old);
            }
        }
        former.remove(slug);
        given.addAll(former);
        return new ReleaseContent.Text(
                text.title(), text.summary(), text.html(), slug, List.copyOf(former), text.upToDate());
    }

    private String chosen(String language, String slug) {
        if (!isFree(language, slug) || !given.add(slug)) {
            fault(language, "slug", slug);
        }
        return slug;
    }

    private String derived(String language, String title) {
        String base = Slug.derive(title);
        String slug = base;
        for (int i = 2; !isFree(language, slug) || given.contains(slug); i++) {
            slug = base + "-" + i;
        }
        given.add(slug);
        return slug;
    }

    private boolean isFree(String language, String slug) {
        ReleaseSlug row = rows.find(ReleaseSlug.class, slug);
        boolean own = row != null && row.releaseId.equals(releaseId) && row.language.equals(language);
        return own || row == null && rows.find(TombstoneSlug.class, TombstoneSlug.hash(slug)) == null;
    }

    private void fault(String language, String member, String slug) {
        faults.add(
                Fault.body("/texts/" + language + "/" + member, "slug-taken", "The slug \"" + slug + "\" is taken."));
    }
}
