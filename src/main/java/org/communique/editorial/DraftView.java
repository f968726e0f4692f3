package org.communique.editorial;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.http.json.Json;
import org.communique.http.problem.Fault;
import org.communique.release.content.ContentReader.Removed;
import org.communique.release.content.LiveRelease;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A working copy on the wire: the members of its content stand beside those that tell where it is. */
@Schema(name = "Draft")
public record DraftView(
        UUID id,

        @Schema(enumeration = {"draft", "scheduled", "schedule-failed", "live"})
        DraftState state,

        Integer basedOn,
        Instant publishAt,
        boolean embargoed,
        Instant createdAt,
        String createdBy,
        Instant touchedAt,
        String touchedBy,
        List<Fault> faults,
        List<Removed> removed,
        Map<String, String> links,
        @JsonIgnore @Schema(hidden = true) Map<String, Object> content) {
    static final String PATH = "/v1/drafts";

    @JsonAnyGetter
    Map<String, Object> members() {
        return content;
    }

    static DraftView of(Draft draft, List<Removed> removed) {
        return new DraftView(
                draft.id,
                draft.state,
                draft.basedOn,
                draft.publishAt,
                draft.embargoed,
                draft.createdAt,
                draft.createdBy,
                draft.touchedAt,
                draft.touchedBy,
                faults(draft),
                removed,
                links(draft.id),
                members(content(draft)));
    }

    /** That of a live release that nobody has touched. */
    static DraftView of(LiveRelease live) {
        return new DraftView(
                live.id(),
                DraftState.LIVE,
                live.revision(),
                null,
                false,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                links(live.id()),
                members(DraftContent.of(live.content())));
    }

    static ObjectNode content(Draft draft) {
        try {
            return (ObjectNode) Json.mapper().readTree(draft.content);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Fault> faults(Draft draft) {
        try {
            return Json.mapper().readValue(draft.faults, new TypeReference<>() {});
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> links(UUID id) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", PATH + "/" + id);
        links.put("preview", PATH + "/" + id + "/preview");
        return links;
    }

    private static Map<String, Object> members(ObjectNode content) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : content.properties()) {
            members.put(member.getKey(), member.getValue());
        }
        return members;
    }
}
