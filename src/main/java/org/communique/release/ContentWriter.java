package org.communique.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.communique.web.Json;

/** Writes what a release says in the archive format. */
public final class ContentWriter {
    private ContentWriter() {}

    public static ObjectNode write(ReleaseContent content) {
        ObjectNode node = Json.mapper().valueToTree(content);
        if (node.get("texts") instanceof ObjectNode texts) {
            for (JsonNode each : texts) {
                ObjectNode text = (ObjectNode) each;
                JsonNode html = text.remove("html");
                JsonNode slug = text.remove("slug");
                JsonNode former = text.remove("formerSlugs");
                JsonNode upToDate = text.remove("upToDate");
                if (html != null) {
                    text.putObject("body").set("html", html);
                }
                put(text, "slug", slug);
                put(text, "formerSlugs", former);
                if (upToDate != null && !upToDate.booleanValue()) {
                    text.set("upToDate", upToDate);
                }
            }
        }
        return node;
    }

    private static void put(ObjectNode text, String member, JsonNode value) {
        if (value != null) {
            text.set(member, value);
        }
    }
}
