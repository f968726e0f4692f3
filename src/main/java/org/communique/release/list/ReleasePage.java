package org.communique.release.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communique.http.problem.Fault;
import org.communique.http.request.Cursor;
import org.communique.http.request.Links;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.taxonomy.Terms;

/**
 * Which page of which list a request asks for: filter, sort, place and size, and the links from it to its neighbours.
 *
 * @param page its number where the request gave one
 * @param cursor its place where the request gave one
 * @param part for the representations that are whole where nothing says otherwise
 */
public record ReleasePage(
        ReleaseFilter filter,
        ReleaseSort sort,
        int limit,
        Optional<Integer> page,
        Optional<Cursor> cursor,
        ListPosition place,
        Part part) {
    /** How much of the list was asked for: all of it, all after a cursor or in an order, or a page. */
    public enum Part {
        BARE,
        REST,
        PAGE
    }

    private static final int LARGEST = 100;
    private static final int USUAL = 20;
    /** Pages can be numbered so many items deep; beyond that a cursor costs no more than the first page. */
    public static final int NUMBERED = 10_000;

    public static ReleasePage parse(Parameters parameters, Terms terms) {
        List<String> carried = new ArrayList<>(ReleaseFilter.parameters());
        carried.add("sort");
        Optional<Cursor> cursor = parameters.cursor(carried);
        ReleaseFilter filter = ReleaseFilter.parse(parameters, terms);
        ReleaseSort sort = sort(parameters, filter.text().isPresent());
        int limit = parameters.integer("limit", 1, LARGEST, USUAL);
        Optional<Integer> page = page(parameters, limit, cursor.isPresent());
        ListPosition place = cursor.map(given -> place(parameters, given, sort))
                .or(() -> page.map(number -> new ListPosition((number - 1) * limit, List.of(), false)))
                .orElse(ListPosition.START);
        Part part = parameters.has("limit") || page.isPresent() || place.backward()
                ? Part.PAGE
                : cursor.isPresent() || parameters.has("sort") ? Part.REST : Part.BARE;
        return new ReleasePage(filter, sort, limit, page, cursor, place, part);
    }

    private static ReleaseSort sort(Parameters parameters, boolean searching) {
        ReleaseSort usual = usual(searching);
        Optional<String> name = parameters.one("sort");
        if (!searching && name.filter("relevance"::equals).isPresent()) {
            parameters.fault(Fault.query("sort", "needs-q", "The sort order relevance requires a search in q.")
                    .allowing(ReleaseSort.names(false)));
            return usual;
        }
        return name.filter(value -> parameters.isOneOf("sort", value, ReleaseSort.names(searching)))
                .map(ReleaseSort::byName)
                .orElse(usual);
    }

    private static ReleaseSort usual(boolean searching) {
        return searching ? ReleaseSort.RELEVANCE : ReleaseSort.NEWEST_DAY;
    }

    private static Optional<Integer> page(Parameters parameters, int limit, boolean cursor) {
        if (!parameters.has("page")) {
            return Optional.empty();
        }
        if (cursor) {
            parameters.fault(Fault.query(
                    "page", "not-with-cursor", "A cursor already determines the page; give only one of the two."));
        }
        int number = parameters.integer("page", 1, 999_999_999, 1);
        if ((long) number * limit > NUMBERED) {
            parameters.fault(Fault.query(
                            "page",
                            "too-deep",
                            "Numbered pages end at 10,000 items; follow the next links, which have cursors and reach the end.")
                    .allowing(List.of("a whole number from 1 to " + NUMBERED / limit)));
        }
        return Optional.of(number);
    }

    private static ListPosition place(Parameters parameters, Cursor cursor, ReleaseSort sort) {
        return sort.read(cursor.key())
                .map(key -> new ListPosition(0, key, cursor.backward()))
                .orElseGet(() -> {
                    parameters.fault(
                            Fault.query("cursor", "not-a-cursor", "The cursor belongs to a list in another order."));
                    return ListPosition.START;
                });
    }

    /** All of the list that another filter selects, in the same order; newest first where that is by rank. */
    public ReleasePage with(ReleaseFilter other) {
        ReleaseSort order = sort == ReleaseSort.RELEVANCE ? ReleaseSort.NEWEST_DAY : sort;
        return new ReleasePage(other, order, limit, Optional.empty(), Optional.empty(), ListPosition.START, Part.BARE);
    }

    /** The same page with the terms that others have become in the filter; nothing where it names none of those. */
    public Optional<Query> moved(Terms terms) {
        ReleaseFilter current = filter.current(terms);
        return current == filter ? Optional.empty() : Optional.of(as(current));
    }

    /** The same page of a list with another filter. */
    private Query as(ReleaseFilter other) {
        return carried(other)
                .add("limit", limit == USUAL ? null : limit)
                .add("page", page.orElse(null))
                .add(
                        "cursor",
                        cursor.map(place ->
                                        new Cursor(carried(other).toString(), place.backward(), place.key()).encode())
                                .orElse(null));
    }

    /** What a cursor carries. */
    public Query carried() {
        return carried(filter);
    }

    private Query carried(ReleaseFilter some) {
        return some.query().add("sort", sort == usual(filter.text().isPresent()) ? null : sort.wire());
    }

    public Links links(String path, ListSlice slice, Query presentation) {
        Links links = new Links(path, carried(), presentation.add("limit", limit == USUAL ? null : limit));
        if (cursor.isPresent()) {
            links.selfAt(cursor.get());
        } else {
            links.page("self", page.orElse(null));
        }
        List<ListHit> hits = slice.hits();
        if (page.isPresent()) {
            numbered(links, slice);
        } else if (!hits.isEmpty()) {
            boolean backward = place.backward();
            if (backward ? slice.more() : !place.key().isEmpty()) {
                links.at(
                        "prev",
                        new Cursor(carried().toString(), true, hits.get(0).key()));
            }
            if (backward || slice.more()) {
                links.at("next", after(hits));
            }
        }
        return links;
    }

    private void numbered(Links links, ListSlice slice) {
        int number = page.orElseThrow();
        if (number > 1) {
            links.page("prev", number - 1);
        }
        if (slice.more() && (long) (number + 1) * limit <= NUMBERED) {
            links.page("next", number + 1);
        } else if (slice.more()) {
            links.at("next", after(slice.hits()));
        }
    }

    private Cursor after(List<ListHit> hits) {
        return new Cursor(carried().toString(), false, hits.get(hits.size() - 1).key());
    }
}
