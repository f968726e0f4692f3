package org.communique.editorial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.communique.http.json.Json;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.Fault;
import org.communique.release.content.ContentReader;
import org.communique.release.content.ContentReader.Removed;
import org.communique.release.content.ContentWriter;
import org.communique.release.content.ReleaseContent;
import org.communique.taxonomy.Terms;

/** The content of a working copy: the archive's press release without what the service itself says of it. */
record DraftContent(ReleaseContent content, List<Removed> removed, List<Fault> faults) {
    /** Members that a reader gets and may send back; they change nothing. */
    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "state",
            "basedOn",
            "publishAt",
            "embargoed",
            "createdAt",
            "createdBy",
            "touchedAt",
            "touchedBy",
            "faults",
            "removed",
            "links",
            "publishedAt",
            "revision",
            "revisedAt",
            "updatedAt",
            "withdrawal",
            "retraction",
            "changeNotes");

    static DraftContent read(ObjectNode node, Terms terms) {
        NodeReader reader = new NodeReader(node);
        ContentReader content = new ContentReader(reader, terms);
        ReleaseContent read = content.read();
        READ_ONLY.forEach(reader::has);
        reader.rejectUnknown();
        return new DraftContent(own(read), content.removed(), reader.faults());
    }

    /** What a working copy of a live release says until somebody touches it. */
    static ObjectNode of(ReleaseContent live) {
        return ContentWriter.write(own(live));
    }

    /** Without what is given at publication. */
    private static ReleaseContent own(ReleaseContent content) {
        return content.withChangeNotes(List.of())
                .mapTexts((language, text) -> new ReleaseContent.Text(
                        text.title(), text.summary(), text.html(), text.slug(), text.formerSlugs(), null));
    }

    /** A merge patch (RFC 7396) applied to the content. */
    static ObjectNode patched(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                target.remove(member.getKey());
            } else if (value instanceof ObjectNode inner) {
                ObjectNode present = target.get(member.getKey()) instanceof ObjectNode object
                        ? object
                        : Json.mapper().createObjectNode();
                target.set(member.getKey(), patched(present, inner));
            } else {
                target.set(member.getKey(), value);
            }
        });
        return target;
    }
}
