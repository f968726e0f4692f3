package org.communique.representation.syndication;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.communique.representation.download.ListReader;
import org.w3c.dom.Document;

/**
 * A document of a feed as its reader sees it, in any format.
 *
 * @param entries when each release was last changed, by its id
 * @param removed the ids of releases that have to go
 * @param links by relation
 */
record FeedDoc(int size, Map<String, String> entries, List<String> removed, Map<String, String> links) {
    private static final int PREFIX = "urn:uuid:".length();

    static FeedDoc read(String address) {
        byte[] bytes = Documents.bytes(address);
        String path = address.replaceAll("\\?.*", "");
        if (path.endsWith(".jsonfeed")) {
            return json(bytes);
        }
        Document document = Documents.parse(bytes);
        return path.endsWith(".rss")
                ? xml(bytes, document, "/rss/channel/", "item", "guid", List.of())
                : xml(
                        bytes,
                        document,
                        "/a:feed/",
                        "a:entry",
                        "a:id",
                        Documents.all(document, "//at:deleted-entry/@ref"));
    }

    private static FeedDoc xml(
            byte[] bytes, Document document, String feed, String entry, String id, List<String> removed) {
        List<String> ids = Documents.all(document, feed + entry + "/" + id);
        List<String> times = Documents.all(document, feed + entry + "/a:updated");
        List<String> relations = Documents.all(document, feed + "a:link/@rel");
        List<String> addresses = Documents.all(document, feed + "a:link/@href");
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            entries.put(ids.get(i).substring(PREFIX), times.get(i));
        }
        Map<String, String> links = new HashMap<>();
        for (int i = 0; i < relations.size(); i++) {
            links.put(relations.get(i), addresses.get(i));
        }
        return new FeedDoc(bytes.length, entries, ids(removed), links);
    }

    private static FeedDoc json(byte[] bytes) {
        JsonNode feed = ListReader.json(new String(bytes, StandardCharsets.UTF_8));
        Map<String, String> entries = new LinkedHashMap<>();
        feed.get("items")
                .forEach(item -> entries.put(
                        item.get("id").asText().substring(PREFIX),
                        item.get("date_modified").asText()));
        List<String> removed = new ArrayList<>();
        feed.at("/_communique/tombstones")
                .forEach(gone -> removed.add(gone.get("id").asText()));
        Map<String, String> links = new HashMap<>();
        feed.at("/_communique/links")
                .fields()
                .forEachRemaining(
                        link -> links.put(link.getKey(), link.getValue().asText()));
        if (feed.has("next_url")) {
            links.put("next_url", feed.get("next_url").asText());
        }
        return new FeedDoc(bytes.length, entries, ids(removed), links);
    }

    private static List<String> ids(List<String> urns) {
        return urns.stream().map(urn -> urn.substring(PREFIX)).toList();
    }

    /** The address that the first of the relations leads to, where there is one of them. */
    String link(String... relations) {
        for (String relation : relations) {
            if (links.containsKey(relation)) {
                return links.get(relation);
            }
        }
        return null;
    }

    /** Every document from an address on, by the first of the relations that each has. */
    static List<FeedDoc> walk(String address, String... relations) {
        List<FeedDoc> documents = new ArrayList<>();
        for (String next = address;
                next != null;
                next = documents.get(documents.size() - 1).link(relations)) {
            documents.add(read(next));
            assertTrue(documents.size() < 1_000, "it ends");
        }
        return documents;
    }

    /** The releases of some documents; none may be in two of them. */
    static Map<String, String> once(List<FeedDoc> documents) {
        Map<String, String> all = new HashMap<>();
        for (FeedDoc document : documents) {
            document.entries().forEach((id, time) -> {
                Predicate<String> isNew = one -> all.put(one, time) == null;
                assertTrue(isNew.test(id), () -> id + " is there twice");
            });
        }
        return all;
    }
}
