package org.communique.release.content;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.communique.http.json.Json;
import org.communique.http.json.LongText;

/** Writes what a release says in the archive format. */
public final class ContentWriter {
    private static final ObjectMapper ARCHIVE = Json.mapper()
            .copy()
            .registerModule(new SimpleModule("archive").addSerializer(ReleaseContent.Text.class, new TextSerializer()));

    private ContentWriter() {}

    public static ObjectNode write(ReleaseContent content) {
        return ARCHIVE.valueToTree(content);
    }

    /** Writes content, and what has content in it, without making a tree of it. */
    public static ObjectWriter of(Class<?> type) {
        return ARCHIVE.writerFor(type);
    }

    private static final class TextSerializer extends JsonSerializer<ReleaseContent.Text> {
        @Override
        public void serialize(ReleaseContent.Text text, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            put(json, "title", text.title());
            put(json, "summary", text.summary());
            if (text.html() != null) {
                json.writeObjectFieldStart("body");
                json.writeFieldName("html");
                LongText.write(json, text.html());
                json.writeEndObject();
            }
            put(json, "slug", text.slug());
            if (!text.formerSlugs().isEmpty()) {
                json.writeArrayFieldStart("formerSlugs");
                for (String slug : text.formerSlugs()) {
                    json.writeString(slug);
                }
                json.writeEndArray();
            }
            if (text.upToDate() != null && !text.upToDate()) {
                json.writeBooleanField("upToDate", false);
            }
            json.writeEndObject();
        }

        private static void put(JsonGenerator json, String member, String value) throws IOException {
            if (value != null && !value.isEmpty()) {
                json.writeStringField(member, value);
            }
        }
    }
}
