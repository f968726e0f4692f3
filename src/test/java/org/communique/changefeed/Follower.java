package org.communique.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.communique.support.Api;

/** Replays the changes of one filter into a copy, as a partner does, and keeps the copy of every number. */
public final class Follower {
    private final String filter;
    private final Map<String, Integer> copy = new HashMap<>();
    private final SortedMap<Long, Map<String, Integer>> copies = new TreeMap<>();
    private final Set<String> events = new HashSet<>();
    private final SortedMap<Long, String> told = new TreeMap<>();
    private long position;

    public Follower(String filter, long after) {
        this.filter = filter;
        this.position = after;
        copies.put(after, Map.of());
    }

    /** Reads on until nothing is left, in pages of random sizes; false where the service is away before that. */
    public boolean catchUp(Api api, Random random) {
        while (true) {
            Api.Answer answer =
                    api.get("/v1/changes?after=" + position + "&limit=" + (1 + random.nextInt(7)) + "&" + filter);
            if (answer.header("Retry-After") != null) {
                return false;
            }
            JsonNode page = answer.json();
            long last = position;
            for (JsonNode change : page.get("data")) {
                long sequence = change.get("sequence").asLong();
                if (sequence <= last) {
                    throw new AssertionError("out of order: " + change);
                }
                last = sequence;
                apply(change);
            }
            position = page.get("data").isEmpty()
                    ? page.get("meta").get("sequence").asLong()
                    : last;
            if (page.get("data").isEmpty()) {
                return true;
            }
        }
    }

    private void apply(JsonNode change) {
        if (!events.add(change.get("id").asText())) {
            throw new AssertionError("an event came twice: " + change);
        }
        JsonNode subject = change.get("subject");
        told.put(
                change.get("sequence").asLong(),
                change.get("id").asText() + " " + change.get("type").asText() + " "
                        + subject.get("id").asText() + " " + change.get("time").asText());
        if (subject.get("kind").asText().equals("press-release")) {
            String id = subject.get("id").asText();
            if (change.get("mustRemove").asBoolean()) {
                if (copy.remove(id) == null) {
                    throw new AssertionError("a removal of what was never there: " + change);
                }
            } else {
                copy.put(id, subject.get("revision").asInt());
            }
            copies.put(change.get("sequence").asLong(), Map.copyOf(copy));
        }
    }

    /** Each change that has come, in words, by its number. */
    public SortedMap<Long, String> told() {
        return told;
    }

    /** The events that have come, by their ids. */
    public Set<String> events() {
        return events;
    }

    /** The copy as it is. */
    public Map<String, Integer> copy() {
        return copy;
    }

    /** The copy as it was when everything up to the number was applied. */
    Map<String, Integer> at(long number) {
        return copies.get(copies.headMap(number + 1).lastKey());
    }
}
