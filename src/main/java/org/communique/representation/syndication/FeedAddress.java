package org.communique.representation.syndication;

import java.time.YearMonth;
import java.util.List;
import org.communique.http.request.Cursor;
import org.communique.release.document.ReleaseView;
import org.communique.release.list.ReleasePage;

/**
 * Where a feed is: the path of its format, and the filter that is repeated in its links.
 *
 * @param page what the request asked for
 */
record FeedAddress(String path, ReleasePage page) {
    static final String ARCHIVE = "archive";
    static final String BEFORE = "before";

    /** The subscription document. */
    String bare() {
        return page.filter().query().on(path);
    }

    /** What the subscription document goes on with: its changes before a number. */
    String before(long number) {
        return page.filter().query().add(BEFORE, number).on(path);
    }

    /** The archive of a month, or its first page. */
    String archive(YearMonth month) {
        return page.filter().query().add(ARCHIVE, month).on(path);
    }

    /** The page of a month that was asked for. */
    String self(YearMonth month) {
        return page.cursor()
                .map(place -> archive(month, place.backward(), place.key()))
                .orElseGet(() -> archive(month));
    }

    /** The page of a month after, or before, a release. */
    String archive(YearMonth month, boolean backward, List<String> key) {
        Cursor place = new Cursor(page.with(page.filter()).carried().toString(), backward, key);
        return page.filter()
                .query()
                .add(ARCHIVE, month)
                .add("cursor", place.encode())
                .on(path);
    }

    /** The same releases as JSON. */
    String list() {
        return page.filter().query().on(ReleaseView.PATH);
    }
}
