package org.communique.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.communique.http.request.Links;
import org.communique.http.request.Query;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.bitmap.ReleaseVersion;
import org.communique.release.document.DocumentAnswers;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.release.list.ReleaseIds;
import org.communique.release.list.ReleasePage;
import org.communique.release.list.ReleaseSearch;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.Terms;

/** Releases of a list for every representation of it. To be called in a snapshot. */
@ApplicationScoped
public class ReleaseLists {
    private static final int BATCH = 200;

    @Inject
    ReleaseIds ids;

    @Inject
    ReleaseViews views;

    @Inject
    ReleaseSearch search;

    /** Characters of the bodies that the filter selects, in all languages; words count for nothing. */
    public long bodySize(ReleaseFilter filter, Terms terms) {
        return Snapshots.isInMemory()
                ? DocumentAnswers.bodySize(ids.marks(filter, terms).stream()
                        .map(ReleaseVersion::id)
                        .toList())
                : ids.storedBodySize(filter, terms);
    }

    /**
     * The releases of a page and where its neighbours are.
     *
     * @param releases without their bodies
     * @param shown the same as the view asks for, read as they are gone through; in the same snapshot
     * @param isLong whether they are too long for an answer in memory
     */
    public record Page(List<ReleaseView> releases, Iterable<ReleaseView> shown, boolean isLong, Links links) {
        public List<String> languages() {
            return releases.stream()
                    .map(ReleaseView::language)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /**
     * @param path of the representation
     * @param presentation the parameters that the links repeat
     */
    public Page page(ReleasePage page, Terms terms, boolean bodies, String path, Query presentation) {
        ListSlice slice = ids.find(page.filter(), terms, page.sort(), page.place(), page.limit());
        List<UUID> found = slice.hits().stream().map(ListHit::id).toList();
        List<String> languages = page.filter().languages();
        List<ReleaseView> releases = views.of(found, languages, false, terms);
        return new Page(
                releases,
                bodies ? views.each(found, languages, terms) : releases,
                bodies && views.areLong(found),
                page.links(path, slice, presentation));
    }

    /** Ends the request where the releases cannot be found now, before anything is written of them. */
    public void check(ReleasePage page) {
        if (page.filter().text().isPresent()) {
            search.reflect();
        }
    }

    /**
     * Hands over every release from the page's place on, in its order; newest first where that is by rank, which has an
     * end. Memory does not grow with the list.
     */
    public void forEach(ReleasePage asked, Terms terms, boolean bodies, Consumer<ReleaseView> reader) {
        ReleasePage page = asked.sort() == ReleaseSort.RELEVANCE ? asked.with(asked.filter()) : asked;
        ListPosition place = page.place();
        boolean more = true;
        while (more) {
            ListSlice slice = ids.find(page.filter(), terms, page.sort(), place, BATCH);
            List<ListHit> hits = slice.hits();
            List<UUID> found = hits.stream().map(ListHit::id).toList();
            List<String> languages = page.filter().languages();
            Iterable<ReleaseView> releases =
                    bodies ? views.each(found, languages, terms) : views.of(found, languages, false, terms);
            releases.forEach(reader);
            views.release();
            more = slice.more();
            if (more) {
                place = new ListPosition(
                        0, page.sort().read(hits.get(hits.size() - 1).key()).orElseThrow(), false);
            }
        }
    }
}
