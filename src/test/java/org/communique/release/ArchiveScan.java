package org.communique.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers a filter by looking at every release of an archive: slow, plain, and with no code of the service in it. */
final class ArchiveScan {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a filter can look at. */
    record Release(
            String id,
            LocalDate date,
            Instant publishedAt,
            String status,
            String kind,
            String original,
            Map<String, String> titles,
            Map<String, String> bodies,
            Map<String, Set<String>> codes,
            Set<String> externalIds) {}

    private final List<Release> releases = new ArrayList<>();
    private final Map<String, Set<String>> codes = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    /** The words of the names of each term, by its parameter and code. */
    private final Map<String, Set<String>> names = new HashMap<>();

    ArchiveScan(Iterable<String> lines) throws IOException {
        for (String line : lines) {
            JsonNode node = JSON.readTree(line);
            String record = node.get("record").asText();
            if (record.equals("press-release")) {
                if (!node.path("status").asText().equals("retracted")) {
                    releases.add(release(node));
                }
            } else {
                String parameter = Map.of(
                                "field-of-work", "fieldOfWork",
                                "country", "country",
                                "organizational-unit", "source",
                                "meeting-series", "meeting")
                        .get(record);
                String code = node.get("code").asText();
                codes.computeIfAbsent(parameter, key -> new HashSet<>()).add(code);
                names.put(parameter + code, names(node, parameter, code));
                if (node.hasNonNull("parent")) {
                    parents.put(node.get("code").asText(), node.get("parent").asText());
                }
            }
        }
    }

    private static Set<String> names(JsonNode node, String parameter, String code) {
        Set<String> words = new HashSet<>();
        node.path("names").forEach(name -> words.addAll(words(name.asText())));
        if (parameter.equals("country")) {
            words.addAll(words(new Locale("", code).getDisplayCountry(Locale.ENGLISH)));
        } else if (parameter.equals("source") || words.isEmpty()) {
            words.addAll(words(code));
        }
        return words;
    }

    private static Set<String> words(String text) {
        return new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
    }

    private static Release release(JsonNode node) {
        LocalDate date = LocalDate.parse(node.get("date").asText());
        Map<String, String> titles = new HashMap<>();
        Map<String, String> bodies = new HashMap<>();
        node.get("texts").properties().forEach(text -> {
            titles.put(text.getKey(), text.getValue().get("title").asText());
            bodies.put(text.getKey(), text.getValue().at("/body/text").asText());
        });
        Map<String, Set<String>> codes = new HashMap<>();
        Map.of("fieldOfWork", "fieldsOfWork", "country", "countries", "source", "sources", "meeting", "meetings")
                .forEach((parameter, member) -> {
                    Set<String> all = new HashSet<>();
                    node.path(member).forEach(code -> all.add(code.asText()));
                    codes.put(parameter, all);
                });
        Set<String> externalIds = new HashSet<>();
        node.path("externalIds")
                .forEach(known -> externalIds.add(
                        known.get("system").asText() + ":" + known.get("id").asText()));
        return new Release(
                node.get("id").asText(),
                date,
                node.hasNonNull("publishedAt")
                        ? Instant.parse(node.get("publishedAt").asText())
                        : date.atStartOfDay(ZoneOffset.UTC).toInstant(),
                node.path("status").asText("published"),
                node.path("kind").asText("press-release"),
                node.get("originalLanguage").asText(),
                titles,
                bodies,
                codes,
                externalIds);
    }

    List<Release> releases() {
        return releases;
    }

    List<String> codes(String parameter) {
        return codes.getOrDefault(parameter, Set.of()).stream().sorted().toList();
    }

    /** The ids that the query selects, in the order of its sort, which is {@code -date}, {@code date} or {@code -publishedAt}. */
    List<String> ids(Map<String, List<String>> query) {
        Comparator<Release> order = Comparator.comparing(Release::publishedAt).thenComparing(Release::id);
        String sort = query.getOrDefault("sort", List.of("-date")).get(0);
        if (!sort.equals("-publishedAt")) {
            order = Comparator.comparing(Release::date).thenComparing(order);
        }
        return releases.stream()
                .filter(release -> matches(release, query))
                .sorted(sort.startsWith("-") ? order.reversed() : order)
                .map(Release::id)
                .toList();
    }

    /** How many of the releases that the query selects without the facet's own part have each value of the facet. */
    Map<String, Long> facet(Map<String, List<String>> query, String facet) {
        Map<String, List<String>> others = new HashMap<>(query);
        others.keySet().removeIf(name -> switch (facet) {
            case "language" -> name.equals("lang");
            case "year", "month" -> name.equals("from") || name.equals("to") || name.equals(facet);
            default -> name.equals(facet) || name.matches(facet + "\\.(all|not|none)");
        });
        boolean below = query.containsKey("source.descendants") && facet.equals("source");
        Map<String, Long> counts = new HashMap<>();
        for (String name : List.of(facet, facet + ".all")) {
            query.getOrDefault(name, List.of()).forEach(code -> counts.put(code, 0L));
        }
        if (facet.equals("language")) {
            query.getOrDefault("lang", List.of())
                    .forEach(list -> List.of(list.split(",")).forEach(tag -> counts.put(tag, 0L)));
        }
        releases.stream()
                .filter(release -> matches(release, others))
                .flatMap(release -> values(release, facet, below).stream())
                .forEach(value -> counts.merge(value, 1L, Long::sum));
        return counts;
    }

    private Set<String> values(Release release, String facet, boolean below) {
        return switch (facet) {
            case "language" -> release.titles().keySet();
            case "year" -> Set.of(release.date().toString().substring(0, 4));
            case "kind" -> Set.of(release.kind());
            case "month" -> Set.of(release.date().toString().substring(0, 7));
            default ->
                below
                        ? withParents(release.codes().get(facet))
                        : release.codes().get(facet);
        };
    }

    private Set<String> withParents(Set<String> codes) {
        Set<String> all = new HashSet<>(codes);
        for (String code : codes) {
            for (String up = parents.get(code); up != null; up = parents.get(up)) {
                all.add(up);
            }
        }
        return all;
    }

    private boolean matches(Release release, Map<String, List<String>> query) {
        boolean below =
                query.getOrDefault("source.descendants", List.of("false")).contains("true");
        return query.entrySet().stream().allMatch(parameter -> {
            String value = parameter.getValue().get(0);
            return switch (parameter.getKey()) {
                case "sort", "source.descendants" -> true;
                case "q" -> says(release, List.of(value.split(" ")), query.getOrDefault("lang", List.of()));
                case "status" -> release.status().equals(value);
                case "kind" -> parameter.getValue().contains(release.kind());
                case "lang" -> language(release, value).isPresent();
                case "from" -> !release.date().isBefore(LocalDate.parse(value));
                case "to" -> !release.date().isAfter(LocalDate.parse(value));
                case "id" -> parameter.getValue().contains(release.id());
                case "externalId" -> parameter.getValue().stream().anyMatch(release.externalIds()::contains);
                case "year" ->
                    parameter.getValue().contains(release.date().toString().substring(0, 4));
                case "publishedFrom" -> !release.publishedAt().isBefore(Instant.parse(value));
                case "publishedTo" -> release.publishedAt().isBefore(Instant.parse(value));
                default -> carries(release, parameter.getKey(), parameter.getValue(), below);
            };
        });
    }

    /** Whether one of its texts that are looked at, with the names of its terms, has all of the words. */
    private boolean says(Release release, List<String> wanted, List<String> list) {
        Set<String> filed = new HashSet<>();
        release.codes().forEach((parameter, all) -> all.forEach(code -> filed.addAll(names.get(parameter + code))));
        return release.titles().keySet().stream()
                .filter(tag -> list.isEmpty()
                        || language(release, list.get(0)).orElse("").equals(tag))
                .anyMatch(tag -> {
                    Set<String> said = new HashSet<>(filed);
                    said.addAll(words(release.titles().get(tag)));
                    said.addAll(words(release.bodies().get(tag)));
                    return said.containsAll(wanted);
                });
    }

    static Optional<String> language(Release release, String list) {
        return List.of(list.split(",")).stream()
                .filter(release.titles()::containsKey)
                .findFirst();
    }

    private boolean carries(Release release, String parameter, List<String> values, boolean below) {
        String[] parts = parameter.split("\\.");
        Set<String> own = release.codes().get(parts[0]);
        if (parts.length == 2 && parts[1].equals("none")) {
            return own.isEmpty() == Boolean.parseBoolean(values.get(0));
        }
        Set<String> carried = below && parts[0].equals("source") ? withParents(own) : own;
        return switch (parts.length == 1 ? "any" : parts[1]) {
            case "any" -> values.stream().anyMatch(carried::contains);
            case "all" -> carried.containsAll(values);
            case "not" -> values.stream().noneMatch(carried::contains);
            default -> throw new IllegalArgumentException(parameter);
        };
    }
}
