package org.communique.changefeed;

import java.time.Instant;
import java.util.UUID;

/**
 * A change as those see it who follow some filter.
 *
 * @param type the change's own, or that the release has left the view
 * @param revision of a release; null for a term
 * @param mustRemove whether a copy has to go
 * @param announced whether pushes tell of it
 */
public record FilteredChange(
        long sequence,
        UUID eventId,
        String type,
        Instant time,
        String subjectKind,
        String subjectId,
        Integer revision,
        String reason,
        boolean mustRemove,
        UUID replacedBy,
        boolean announced) {
    public static final String LEFT_VIEW = "press-release.left-view";

    public boolean isAboutRelease() {
        return revision != null;
    }
}
