package org.communique.release.filter;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.communique.http.request.Query;
import org.communique.release.content.FilterState;
import org.communique.release.content.ReleaseContent.ExternalId;
import org.communique.release.filter.FilterParameter.Description;
import org.communique.taxonomy.Terms;

/**
 * {@code externalId}: releases that another system knows by any of these ids.
 *
 * @param written each as {@code system:id}, where either may have colons of its own
 */
record ExternalIdCriterion(List<String> written) implements Criterion {
    private static final String NAME = "externalId";
    private static final int MOST = 100;
    private static final int LONGEST_SYSTEM = 100;
    /** Of a system, the colon and an id, as releases may have them. */
    private static final int LONGEST = LONGEST_SYSTEM + 1 + 500;

    static final FilterParameter PARAMETER = new FilterParameter(
                    (parameters, terms) -> Optional.of(parameters.each(
                                    NAME,
                                    MOST,
                                    "not-an-external-id",
                                    "a system and its id, separated by a colon",
                                    ExternalIdCriterion::parse))
                            .filter(ids -> !ids.isEmpty())
                            .map(ExternalIdCriterion::new),
                    Description.of(
                            NAME,
                            "Any of these ids of other systems, each as system:id; repeatable, up to " + MOST,
                            () -> FilterParameter.repeated(
                                    FilterParameter.text().pattern("^.+:.+$").maxLength(LONGEST)),
                            List.of("sample:2010-07-08-drugs")))
            .indexing(
                    NAME,
                    release -> release.terms().externalIds().stream()
                            .map(ExternalIdCriterion::write)
                            .toList());

    private static Optional<String> parse(String text) {
        // No external id has a NUL character, and not every database takes one.
        return text.length() <= LONGEST && splits(text).findAny().isPresent() && text.indexOf('\0') < 0
                ? Optional.of(text)
                : Optional.empty();
    }

    private static String write(ExternalId id) {
        return id.system() + ":" + id.id();
    }

    /** The ids that are written like this. */
    private static Stream<ExternalId> splits(String text) {
        return IntStream.range(1, Math.min(text.length() - 1, LONGEST_SYSTEM + 1))
                .filter(at -> text.charAt(at) == ':')
                .mapToObj(at -> new ExternalId(text.substring(0, at), text.substring(at + 1)));
    }

    @Override
    public FilterParameter parameter() {
        return PARAMETER;
    }

    @Override
    public void write(Query query) {
        query.add(NAME, written);
    }

    @Override
    public void narrow(BitmapSelection selection, Terms terms) {
        selection.and(selection.places(
                written.stream().flatMap(ExternalIdCriterion::splits).mapToInt(selection.index()::ordinal)));
    }

    @Override
    public void narrow(ReleaseConditions conditions, Terms terms) {
        conditions.and("r.id in (select e.releaseId from ExternalIdRow e where concat(e.system, ':', e.value) in "
                + conditions.bind(written) + ")");
    }

    @Override
    public void narrow(SearchConditions conditions, Terms terms) {
        conditions.anyOf(NAME, written);
    }

    @Override
    public boolean selects(String id, FilterState state) {
        return state.externalIds().stream().map(ExternalIdCriterion::write).anyMatch(written::contains);
    }
}
