package org.communique.release.document;

import java.util.List;
import java.util.UUID;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.release.content.ReleaseContent;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseSlug;
import org.communique.release.entity.Tombstone;
import org.communique.sequence.Snapshots;
import org.communique.value.Uuids;

/** Finds what a request names in the live store; ends the request with 404 where it never was, 410 where it was retracted. */
public final class ReleaseLookup {
    private ReleaseLookup() {}

    public static PressRelease byId(String id) {
        return live(Uuids.parse(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no public press release with the id \"" + Parameters.shown(id) + "\".")));
    }

    public static PressRelease live(UUID id) {
        Snapshots.requireStore();
        PressRelease release = PressRelease.findById(id);
        if (release == null) {
            throw Tombstone.<Tombstone>findByIdOptional(id)
                    .map(ReleaseLookup::gone)
                    .orElseGet(() -> unknown(id));
        }
        return release;
    }

    public static ReleaseSlug slug(String slug) {
        Snapshots.requireStore();
        return ReleaseSlug.<ReleaseSlug>findByIdOptional(slug)
                .orElseThrow(
                        () -> Tombstone.bySlug(slug).map(ReleaseLookup::gone).orElseGet(() -> unknown(slug)));
    }

    static ProblemException unknown(UUID id) {
        return ProblemException.notFound("There is no public press release " + id + ".");
    }

    static ProblemException unknown(String slug) {
        return ProblemException.notFound(
                "There is no public press release with the slug \"" + Parameters.shown(slug) + "\".");
    }

    public static ProblemException gone(Tombstone tombstone) {
        return new ProblemException(
                        ProblemType.GONE, "The press release " + tombstone.id + " was retracted. Remove your copy.")
                .with("reason", tombstone.reason)
                .with("retractedAt", tombstone.retractedAt)
                .with("revision", tombstone.revision)
                .with("replacedBy", PublicIds.known(tombstone.replacedBy));
    }

    public static void requireLanguage(ReleaseContent content, List<String> languages) {
        if (content.language(languages).isEmpty()) {
            throw noText(List.copyOf(content.texts().keySet()));
        }
    }

    public static ProblemException noText(List<String> available) {
        return ProblemException.notFound("The press release has no text in the requested language; it is available in "
                        + String.join(", ", available) + ".")
                .with("available", available);
    }
}
