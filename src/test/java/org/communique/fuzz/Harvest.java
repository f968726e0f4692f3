package org.communique.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.communique.support.Exchanged;

/** Values from earlier answers, by the name of their member and the collection they came from, so that requests hit what is there. */
final class Harvest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COLLECTION = Pattern.compile("/(?:v1/)?([a-z-]+)(?:/.*/(deliveries))?.*");
    private static final Pattern CURSOR = Pattern.compile("[?&]cursor=([^&]+)");
    private static final int KEPT = 200;

    private final Map<String, List<String>> values = new HashMap<>();
    private final Map<String, String> tags = new HashMap<>();

    void take(Exchanged answer) {
        Matcher collection = COLLECTION.matcher(answer.path());
        if (answer.status() >= 300 || answer.body() == null || !collection.matches()) {
            return;
        }
        answer.header("ETag").ifPresent(tag -> tags.put(answer.path(), tag));
        answer.header("Location").ifPresent(at -> {
            put(collection.group(1) + ".id", at.replaceAll(".*/", ""));
            answer.header("ETag").ifPresent(tag -> tags.put(at.replaceAll("https?://[^/]*", ""), tag));
        });
        if (answer.mediaType().endsWith("json")) {
            try {
                String own = collection.group(2) == null ? collection.group(1) : collection.group(2);
                JsonNode document = JSON.readTree(answer.body());
                walk(own, document);
                document.path("data").forEach(item -> walk(own, item));
            } catch (IOException notOne) {
                // Lines of documents, or compressed; the same values come elsewhere.
            }
        }
    }

    /** What is inside a thing belongs to no collection, for it may refer to others. */
    private void walk(String collection, JsonNode thing) {
        thing.fields().forEachRemaining(member -> {
            String value = member.getValue().asText("");
            if (!value.isEmpty() && !member.getValue().isNull()) {
                put(member.getKey(), value);
                put(collection + "." + member.getKey(), value);
                Matcher cursor = CURSOR.matcher(value);
                if (cursor.find()) {
                    put("cursor", cursor.group(1));
                }
            }
            if (!member.getKey().equals("data")) {
                walk("", member.getValue());
            }
        });
        if (thing.isArray()) {
            thing.forEach(element -> walk("", element));
        }
    }

    void put(String name, String value) {
        List<String> known = values.computeIfAbsent(name, nothing -> new ArrayList<>());
        if (value.length() <= 2_000 && !known.contains(value)) {
            known.add(value);
            if (known.size() > KEPT) {
                known.remove(0);
            }
        }
    }

    /** One of them, the younger the likelier. */
    Optional<String> any(Random random, String name) {
        List<String> known = values.getOrDefault(name, List.of());
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(known.get(Math.max(random.nextInt(known.size()), random.nextInt(known.size()))));
    }

    /** The validator of what is at the path, or of what a verb at the path is for. */
    Optional<String> tag(String path) {
        return Optional.ofNullable(tags.get(path))
                .or(() -> Optional.ofNullable(tags.get(path.replaceAll("/[a-z]+$", ""))));
    }
}
