package org.communique.changefeed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.UUID;
import org.communique.http.json.Json;
import org.communique.release.document.PublicIds;
import org.communique.release.document.ReleaseView;
import org.communique.taxonomy.Vocabulary;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change on the wire. */
@Schema(name = "Change")
public record ChangeView(
        UUID id,
        long sequence,

        @Schema(
                enumeration = {
                    "press-release.published",
                    "press-release.revised",
                    "press-release.withdrawn",
                    "press-release.restored",
                    "press-release.retracted",
                    "press-release.left-view",
                    "term.changed"
                })
        String type,

        Instant time,
        Subject subject,
        String reason,
        boolean mustRemove,
        UUID replacedBy,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                implementation = ReleaseView.class,
                nullable = true,
                description =
                        "With include=data: the release as it was after the change; null if it has been retracted")
        JsonNode data) {
    /** What changed. */
    @Schema(name = "ChangeSubject")
    public record Subject(
            String kind,
            String id,

            @Schema(nullable = true, description = "The revision of the press release; null for a term")
            Integer revision,

            String href) {}

    /** Without data. To be called in a transaction where the change names a replacement. */
    public static ChangeView of(FilteredChange change) {
        return new ChangeView(
                change.eventId(),
                change.sequence(),
                change.type(),
                change.time(),
                new Subject(change.subjectKind(), change.subjectId(), change.revision(), href(change)),
                change.reason(),
                change.mustRemove(),
                PublicIds.known(change.replacedBy()),
                null);
    }

    /** With data, which may be null. */
    public ChangeView withData(Object value) {
        return new ChangeView(
                id,
                sequence,
                type,
                time,
                subject,
                reason,
                mustRemove,
                replacedBy,
                value == null ? NullNode.getInstance() : Json.mapper().valueToTree(value));
    }

    private static String href(FilteredChange change) {
        return Vocabulary.byRecord(change.subjectKind())
                .map(vocabulary -> vocabulary.path(change.subjectId()))
                .orElse("/v1/press-releases/" + change.subjectId());
    }
}
