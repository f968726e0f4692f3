package org.communique.archive.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/** Good records of an archive, and the same with something changed at a random place. */
final class MutatedArchive {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Stands in a tree for text that no tree can hold. */
    private static final String RAW = "raw:";

    private static final List<String> RECORDS = List.of("""
            {"record":"press-release","id":"ID","externalIds":[{"system":"mutated","id":"ID"},{"system":"other","id":"NAME"}],
             "originalLanguage":"en","date":"2030-01-02","place":"Vienna","texts":{
              "en":{"title":"Good NAME","summary":"Words","body":{"html":"<p>Body <b>of</b> NAME</p>"},"slug":"good-NAME","formerSlugs":["was-NAME"]},
              "fr":{"title":"Bon NAME","body":{"text":"Corps"},"upToDate":false}},
             "sources":["secretariat"],"fieldsOfWork":["policing"],"countries":["KZ","CH"],"meetings":[],
             "contacts":[{"name":"N","role":"R","organisation":"O","phone":"1","email":"a@example.org"}],
             "attachments":[{"href":"https://example.org/a.pdf","title":"A","mediaType":"application/pdf","size":12,"language":"en"}],
             "image":{"href":"https://example.org/a.png","alt":"A","credit":"C"},"related":["ID"],
             "changeNotes":[{"revision":1,"at":"2030-01-02T00:00:00Z","note":"First"}],
             "status":"published","publishedAt":"2030-01-02T03:04:05.678Z","revisedAt":"2030-01-02T03:04:05Z","revision":3,
             "updatedAt":"2030-01-03T00:00:00Z"}""", """
            {"record":"press-release","id":"ID","originalLanguage":"ru","date":"2031-01-02","status":"withdrawn",
             "withdrawal":{"reason":"Wrong","at":"2031-01-03T00:00:00Z"},"texts":{"ru":{"title":"Good NAME","body":{"text":"Words"}}}}""", """
            {"record":"press-release","id":"ID","externalIds":[{"system":"mutated","id":"ID"}],"status":"retracted","revision":2,
             "retraction":{"at":"2031-01-03T00:00:00Z","reason":"Never","replacedBy":"ID","slugHashes":["HASH"]}}""", """
            {"record":"field-of-work","code":"field-NAME","names":{"en":"Field NAME","fr":"Champ"},"description":"D","activeTo":"2040-01-01","successor":"policing"}""", """
            {"record":"organizational-unit","code":"unit-NAME","type":"department","parent":"secretariat","hostCountry":"CH",
             "names":{"en":"Unit NAME"},"activeFrom":"1990-01-01","activeTo":"2040-01-01"}""", """
            {"record":"meeting-series","code":"meeting-NAME","names":{"en":"Meetings NAME"}}""", """
            {"record":"country","code":"CH","iso3":"CHE","group":"participating-state","chairpersonships":[1996,2014],"namingNote":"N"}""");

    private static final List<String> NUMBERS = List.of(
            "2147483647",
            "-2147483648",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-1",
            "0",
            "-0",
            "1e400",
            "1.5",
            "1e2",
            "1000000000",
            "1000000001",
            "9".repeat(400),
            "9".repeat(1_200),
            "1e-400");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud83d",
            "\udcf0\ud83d",
            "\ud83d\udcf0",
            "\u0001\u001f\u007f",
            "\ufffe\uffff",
            "\u202e",
            "x".repeat(36),
            "x".repeat(101),
            "x".repeat(501),
            "\ud83d\udcf0".repeat(260),
            "\u0001".repeat(4_000),
            "x".repeat(10_001),
            "2010-02-30",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "-0001-01-01",
            "2010-2-3",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00+18:00",
            "9999-12-31T23:59:59.999Z",
            "9999-12-31T23:59:59-18:00",
            "2016-12-31T23:59:60Z",
            "2030-01-02T24:00:00Z",
            "1582-10-10T00:00:00Z",
            "1582-10-10",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "secretariat",
            "CH",
            "XX",
            "en",
            "EN",
            "i-klingon",
            "x-private",
            "ja-JP-x-lvariant-JP",
            "sl-rozaj-biske-1994",
            "und",
            "https://",
            "http://a b",
            "javascript:x",
            "<b>".repeat(5_000),
            "<p><table><tr><td>".repeat(400),
            "<p>".repeat(300_000),
            "&#0;&#xD800;&#1;",
            "***",
            "retracted",
            "published",
            "1",
            "true",
            "null",
            "../..",
            "%00",
            "\"",
            "\\",
            "\r\n",
            "\u2028");

    private final Random random;
    private final String name;
    private int count;

    MutatedArchive(Random random, String name) {
        this.random = random;
        this.name = name;
    }

    /** The id of a good release, the same for the same number. */
    UUID id(int number) {
        return UUID.nameUUIDFromBytes((name + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A release that is new and has no fault. */
    String good() {
        return filled(RECORDS.get(0), count++);
    }

    /** A record of any kind, new or one that came before, with up to three changes. */
    String bad() {
        int number = random.nextInt(3) == 0 ? random.nextInt(count) : count++;
        JsonNode record = parsed(filled(RECORDS.get(random.nextInt(RECORDS.size())), number));
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutate(record);
        }
        return written(record);
    }

    private String filled(String record, int number) {
        return record.replace("NAME", name + "-" + number)
                .replace("ID", id(number).toString())
                .replace("HASH", "%064x".formatted(number))
                .replaceAll("\\s*\\R\\s*", "");
    }

    private static JsonNode parsed(String record) {
        try {
            return JSON.readTree(record);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalArgumentException(record, impossible);
        }
    }

    private void mutate(JsonNode record) {
        List<JsonNode> places = new ArrayList<>();
        collect(record, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        if (place instanceof ArrayNode array) {
            element(array);
        } else {
            member((ObjectNode) place);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    private void element(ArrayNode array) {
        int at = random.nextInt(array.size() + 1);
        switch (random.nextInt(4)) {
            case 0 -> array.insert(at, value());
            case 1 -> {
                if (at < array.size()) {
                    array.set(at, value());
                }
            }
            case 2 -> {
                if (at < array.size()) {
                    array.add(array.get(at).deepCopy());
                }
            }
            default -> {
                for (int i = random.nextInt(600); i >= 0; i--) {
                    array.add(array.isEmpty() ? value() : array.get(0).deepCopy());
                }
            }
        }
    }

    private void member(ObjectNode object) {
        List<String> names = object.properties().stream().map(Map.Entry::getKey).toList();
        if (names.isEmpty()) {
            object.set("new", value());
            return;
        }
        String member = names.get(random.nextInt(names.size()));
        switch (random.nextInt(8)) {
            case 0 -> object.remove(member);
            case 1 -> object.set(TEXTS.get(random.nextInt(TEXTS.size())), object.get(member));
            case 2 -> object.set(member.toUpperCase(java.util.Locale.ROOT), object.get(member));
            case 3 ->
                object.set(
                        member,
                        object.get(names.get(random.nextInt(names.size()))).deepCopy());
            case 4 -> object.put(member, RAW + "1," + quoted(member) + ":2");
            default -> object.set(member, value());
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.getNodeFactory().nullNode();
            case 1 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 -> JSON.getNodeFactory().textNode(RAW + NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 3 -> {
                int depth = random.nextBoolean() ? 3 : 1_500;
                yield JSON.getNodeFactory().textNode(RAW + "[".repeat(depth) + "]".repeat(depth));
            }
            case 4 -> JSON.createObjectNode();
            default -> JSON.getNodeFactory().textNode(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }

    /** Half a surrogate pair and raw values cannot be written by the mapper. */
    private static String written(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object.properties().stream()
                    .map(member -> quoted(member.getKey()) + ":" + written(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof ArrayNode array) {
            List<String> elements = new ArrayList<>();
            array.forEach(element -> elements.add(written(element)));
            return "[" + String.join(",", elements) + "]";
        }
        if (node.isTextual()) {
            return node.textValue().startsWith(RAW)
                    ? node.textValue().substring(RAW.length())
                    : quoted(node.textValue());
        }
        return node.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\' || c < ' ' || c > '~') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
