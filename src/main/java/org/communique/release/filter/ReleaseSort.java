package org.communique.release.filter;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.communique.value.Instants;
import org.communique.value.Uuids;

/** The orders of a list. Each ends with the id, so that no two releases share a place. */
public enum ReleaseSort {
    NEWEST_DAY("-date", true, List.of("r.day", "r.publishedAt", "r.id")),
    OLDEST_DAY("date", false, List.of("r.day", "r.publishedAt", "r.id")),
    PUBLISHED("-publishedAt", true, List.of("r.publishedAt", "r.id")),
    UPDATED("-updatedAt", true, List.of("r.updatedAt", "r.id")),
    TITLE("title", false, List.of("t.titleKey", "r.id")),
    /** By how well the words of a search fit. */
    RELEVANCE("relevance", true, List.of("score", "r.id"));

    private final String wire;
    private final boolean descending;
    private final List<String> columns;

    ReleaseSort(String wire, boolean descending, List<String> columns) {
        this.wire = wire;
        this.descending = descending;
        this.columns = columns;
    }

    public String wire() {
        return wire;
    }

    public boolean descending() {
        return descending;
    }

    public List<String> columns() {
        return columns;
    }

    /** The orders that a list has, with the words of a search or without. */
    public static List<String> names(boolean searching) {
        return Arrays.stream(values())
                .filter(sort -> searching || sort != RELEVANCE)
                .map(ReleaseSort::wire)
                .toList();
    }

    public static ReleaseSort byName(String name) {
        return Arrays.stream(values())
                .filter(sort -> sort.wire.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A sort key as a cursor carries it. */
    public static String write(Object part) {
        return part instanceof Instant at ? Long.toString(at.toEpochMilli()) : part.toString();
    }

    /** A sort key read from a cursor; empty where it is not one of this order. */
    public Optional<List<Object>> read(List<String> key) {
        if (key.size() != columns.size()) {
            return Optional.empty();
        }
        try {
            Object[] parts = new Object[key.size()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = read(columns.get(i), key.get(i));
            }
            return Optional.of(List.of(parts));
        } catch (RuntimeException forged) {
            return Optional.empty();
        }
    }

    private static float score(String text) {
        float score = Float.parseFloat(text);
        if (!(score >= 0) || Float.isInfinite(score)) {
            throw new IllegalArgumentException("no score: " + score);
        }
        return score;
    }

    private static Object read(String column, String text) {
        return switch (column) {
            case "r.day" -> Instants.parseDay(text).orElseThrow();
            case "r.id" -> Uuids.parse(text).orElseThrow();
            case "t.titleKey" -> text;
            case "score" -> score(text);
            // Through the text, which knows no years that a database does not.
            default ->
                Instants.parse(Instants.write(Instant.ofEpochMilli(Long.parseLong(text))))
                        .orElseThrow();
        };
    }
}
