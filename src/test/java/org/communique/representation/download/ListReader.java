package org.communique.representation.download;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.communique.http.json.Json;
import org.communique.representation.format.Format;

/** Every representation of the list, and how the ids in it are read. */
public enum ListReader {
    JSON(Format.JSON, text -> texts(json(text), "/data", "/id")),
    NDJSON(
            Format.NDJSON,
            text -> text.lines().map(line -> json(line).get("id").asText()).toList()),
    CSV(Format.CSV, text -> Csv.rows(text).stream().map(row -> row.get("id")).toList()),
    ATOM(
            Format.ATOM,
            text -> Pattern.compile("<id>urn:uuid:([^<]+)</id>")
                    .matcher(text)
                    .results()
                    .map((MatchResult id) -> id.group(1))
                    .toList()),
    JSON_LD(
            Format.JSON_LD,
            text -> texts(json(text), "/itemListElement", "/item/identifier").stream()
                    .map(urn -> urn.substring("urn:uuid:".length()))
                    .toList());

    private final Format format;
    private final Function<String, List<String>> ids;

    ListReader(Format format, Function<String, List<String>> ids) {
        this.format = format;
        this.ids = ids;
    }

    public String address(String query) {
        return format.on("/v1/press-releases") + query;
    }

    public List<String> ids(String document) {
        return ids.apply(document);
    }

    public static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static List<String> texts(JsonNode document, String list, String member) {
        List<String> texts = new ArrayList<>();
        document.at(list).forEach(item -> texts.add(item.at(member).asText()));
        return texts;
    }
}
