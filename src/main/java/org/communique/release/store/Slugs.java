package org.communique.release.store;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.communique.http.problem.Fault;
import org.communique.release.content.ReleaseContent;
import org.communique.release.entity.ReleaseSlug;
import org.communique.release.entity.TombstoneSlug;
import org.communique.value.Slug;

/** Gives texts their slugs at publication: unique over all languages, and never one that a retracted release had. */
final class Slugs {
    /** Numbers that are tried one by one. */
    private static final int RUN = 16;
    /** Numbers are doubled up to here, which is more than there are releases with one title. */
    private static final int MANY = 1 << 21;
    /** A stretch of numbers is divided into this many parts by one look-up. */
    private static final int PARTS = 64;

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
            if (old.equals(slug) || isFree(language, old) && !given.contains(old)) {
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

    /**
     * The title's own slug, else the same with a number: the least that is free up to {@link #RUN}, beyond that one that
     * follows a number in use. It is searched for by doubling and dividing, so that the statements grow with the logarithm
     * of how many releases have the title.
     */
    private String derived(String language, String title) {
        String base = Slug.derive(title);
        int number = isFree(language, base, 1) ? 1 : freeNumber(language, base);
        given.add(numbered(base, number));
        return numbered(base, number);
    }

    private int freeNumber(String language, String base) {
        IntStream doubled = IntStream.iterate(2 * RUN, number -> number <= MANY, number -> 2 * number);
        expect(base, IntStream.concat(IntStream.rangeClosed(2, RUN), doubled));
        for (int number = 2; number <= RUN; number++) {
            if (isFree(language, base, number)) {
                return number;
            }
        }
        int taken = RUN;
        int free = 2 * RUN;
        while (!isFree(language, base, free)) {
            taken = free;
            free += free < MANY ? free : 1;
        }
        while (free - taken > 1) {
            int step = Math.max(1, (free - taken) / PARTS);
            int end = free;
            expect(base, IntStream.iterate(taken + step, number -> number < end, number -> number + step));
            while (free - taken > step) {
                // Whole steps, since only those have been looked up.
                int middle = taken + Math.max(1, (free - taken) / step / 2) * step;
                if (isFree(language, base, middle)) {
                    free = middle;
                } else {
                    taken = middle;
                }
            }
        }
        return free;
    }

    private void expect(String base, IntStream numbers) {
        rows.expectSlugs(numbers.mapToObj(number -> numbered(base, number)).toList());
    }

    private static String numbered(String base, int number) {
        return number == 1 ? base : base + "-" + number;
    }

    private boolean isFree(String language, String base, int number) {
        String slug = numbered(base, number);
        return !given.contains(slug) && isFree(language, slug);
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
