package org.communique.representation.format;

import org.communique.release.content.ReleaseStatus;
import org.communique.release.document.ReleaseView;
import org.communique.value.SafeHtml;

/** How a withdrawn release says so where a format has no member for it: in its title and before its body. */
public final class Withdrawn {
    private static final String NOTICE = "Withdrawn";

    private Withdrawn() {}

    public static boolean is(ReleaseView release) {
        return release.status() == ReleaseStatus.WITHDRAWN;
    }

    public static String title(ReleaseView release) {
        return is(release) ? NOTICE + ": " + release.title() : release.title();
    }

    /** In plain text; empty for one that stands. */
    public static String notice(ReleaseView release) {
        if (!is(release)) {
            return "";
        }
        String reason = release.withdrawal().reason();
        return NOTICE + (reason == null ? "." : ": " + reason);
    }

    static String html(ReleaseView release) {
        return is(release)
                ? SafeHtml.fromText(notice(release)) + release.body().html()
                : release.body().html();
    }
}
