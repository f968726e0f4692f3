package org.communique.http.request;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A query string in the making: names and values in the order they were added. */
public final class Query {
    private final StringBuilder text = new StringBuilder();

    /** Adds the parameter once for each value that there is. */
    public Query add(String name, Iterable<?> values) {
        for (Object value : values) {
            add(name, (Object) value);
        }
        return this;
    }

    /** Adds the parameter; nothing for null. */
    public Query add(String name, Object value) {
        if (value != null) {
            append(encode(name) + "=" + encode(value.toString()));
        }
        return this;
    }

    /** Adds what is a query string already. */
    public Query append(String query) {
        if (!query.isEmpty()) {
            text.append(text.length() == 0 ? "" : "&").append(query);
        }
        return this;
    }

    /** The path with this query, or alone where the query is empty. */
    public String on(String path) {
        return text.length() == 0 ? path : path + "?" + text;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /**
     * The values of a query string or form by name, in their order.
     *
     * @throws IllegalArgumentException where its percent-encoding is broken
     */
    public static Map<String, List<String>> parse(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                values.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return values;
    }

    /** Whether a query string has the parameter, in whatever way its name is percent-encoded. */
    public static boolean has(String query, String name) {
        int start = 0;
        while (start <= query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', start);
            String written = query.substring(start, equals < 0 || equals > end ? end : equals);
            if (written.equals(name) || written.indexOf('%') >= 0 && isSpelling(written, name)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean isSpelling(String written, String name) {
        try {
            return decode(written).equals(name);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2C", ",")
                .replace("%3A", ":");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
