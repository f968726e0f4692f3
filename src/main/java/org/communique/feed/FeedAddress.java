package org.communique.feed;

import java.time.YearMonth;
import org.communique.release.ReleasePage;
import org.communique.release.ReleaseView;

/**
 * Where a feed is: the path of its format, and the filter that is repeated in its links.
 *
 * @param page what the request asked for
 */
record FeedAddress(String path, ReleasePage page) {
    static final String ARCHIVE = "archive";

    /** The subscription document. */
    String bare() {
        return page.filter().query().on(path);
    }

    /** The closed document of a month. */
    String archive(YearMonth month) {
        return page.filter().query().add(ARCHIVE, month).on(path);
    }

    /** The same releases as JSON. */
    String list() {
        return page.filter().query().on(ReleaseView.PATH);
    }
}
