package org.communique.release.filter;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.communique.http.problem.Fault;
import org.communique.http.request.Languages;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.bitmap.BitmapIndex;
import org.communique.release.content.FilterState;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;
import org.communique.value.LanguageTag;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code lang} and {@code upToDate}: in which languages there has to be a text, and whether the one that is shown, or
 * without languages any, was made from the present original.
 *
 * @param ranges as given; empty for any language
 * @param languages the tags that a look-up tries, in order
 */
record LanguageCriterion(List<String> ranges, List<String> languages, Optional<Boolean> upToDate) implements Criterion {
    private static final String LANG = "lang";
    private static final String UP_TO_DATE = "upToDate";

    static final FilterParameter PARAMETER = new FilterParameter(
            (parameters, terms) -> read(parameters),
            Description.component(LANG),
            Description.of(UP_TO_DATE, "false: texts whose original has changed since", FilterParameter::flag, true)
                    .notFollowed());

    private static Optional<LanguageCriterion> read(Parameters parameters) {
        List<String> ranges = Languages.ranges(parameters);
        return some(ranges, LanguageTag.lookup(ranges), parameters.flag(UP_TO_DATE));
    }

    private static Optional<LanguageCriterion> some(
            List<String> ranges, List<String> languages, Optional<Boolean> upToDate) {
        return ranges.isEmpty() && upToDate.isEmpty()
                ? Optional.empty()
                : Optional.of(new LanguageCriterion(ranges, languages, upToDate));
    }

    @Override
    public FilterParameter parameter() {
        return PARAMETER;
    }

    @Override
    public void write(Query query) {
        query.add(LANG, ranges.isEmpty() ? null : String.join(",", ranges)).add(UP_TO_DATE, upToDate.orElse(null));
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {
        BitmapIndex index = selection.index();
        if (!languages.isEmpty()) {
            selection.and(BitmapSelection.any(languages.stream().map(index::in).toList()));
        }
        upToDate.ifPresent(current -> {
            RoaringBitmap outdated =
                    languages.isEmpty() ? BitmapSelection.any(List.copyOf(index.outdated())) : shownOutdated(index);
            if (current) {
                selection.andNot(outdated);
            } else {
                selection.and(outdated);
            }
        });
    }

    /** Where the text that is shown, in the first of the languages that there is, is outdated. */
    private RoaringBitmap shownOutdated(BitmapIndex index) {
        RoaringBitmap outdated = new RoaringBitmap();
        RoaringBitmap earlier = new RoaringBitmap();
        for (String language : languages) {
            outdated.or(RoaringBitmap.andNot(index.outdatedIn(language), earlier));
            earlier.or(index.in(language));
        }
        return outdated;
    }

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {
        if (!languages.isEmpty()) {
            conditions.and("exists (select 1 from ReleaseText l where l.releaseId = r.id and l.language in "
                    + conditions.bind(languages) + ")");
        }
        upToDate.ifPresent(current -> {
            if (languages.isEmpty()) {
                conditions.and((current ? "not exists" : "exists")
                        + " (select 1 from ReleaseText u where u.releaseId = r.id and u.upToDate = false)");
            } else {
                conditions.and("exists (select 1 from ReleaseText u where u.releaseId = r.id and u.upToDate = "
                        + conditions.bind(current) + " and " + conditions.shown("u") + ")");
            }
        });
    }

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {
        conditions.text(languages, upToDate);
    }

    @Override
    public boolean selects(String id, FilterState state) {
        return languages.isEmpty() || !Collections.disjoint(state.languages().keySet(), languages);
    }

    @Override
    public Optional<Fault> unfollowable() {
        return upToDate.map(any -> ReleaseFilter.notInChanges(
                UP_TO_DATE,
                "upToDate cannot be followed, since it depends on other texts; read the list with upToDate instead."));
    }

    @Override
    public Optional<Criterion> judgeable(Terms terms) {
        return some(ranges, languages, Optional.empty()).map(Criterion.class::cast);
    }

    @Override
    public Optional<Criterion> without(Facet facet) {
        return facet == Facet.LANGUAGE
                ? some(List.of(), List.of(), upToDate).map(Criterion.class::cast)
                : Optional.of(this);
    }

    @Override
    public Set<String> selected(Facet facet) {
        return facet == Facet.LANGUAGE ? new HashSet<>(ranges) : Set.of();
    }
}
