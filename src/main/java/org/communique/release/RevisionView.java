package org.communique.release;

import java.time.Instant;
import java.util.Map;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.document.ReleaseView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A revision in the list of them. */
@Schema(name = "Revision")
public record RevisionView(
        int revision,
        Instant at,
        @Schema(enumeration = {"published", "withdrawn"}) ReleaseStatus status,
        String title,
        String changeNote,
        Map<String, String> links) {
    static RevisionView of(LiveRelease release, Instant at) {
        ReleaseContent content = release.content();
        return new RevisionView(
                release.revision(),
                at,
                release.status(),
                content.texts().get(content.originalLanguage()).title(),
                content.changeNotes().stream()
                        .filter(note -> note.revision() == release.revision())
                        .map(ReleaseContent.ChangeNote::note)
                        .findFirst()
                        .orElse(null),
                Map.of("self", ReleaseView.path(release.id()) + "/revisions/" + release.revision()));
    }
}
