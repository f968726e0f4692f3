package org.communique.representation.document;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object in the making: its members in order, without those that have no value. */
final class Members {
    private final Map<String, Object> all = new LinkedHashMap<>();

    /** Adds a member; nothing for null, an empty optional, list or object. */
    Members put(String name, Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        boolean empty = present == null
                || present instanceof Collection<?> list && list.isEmpty()
                || present instanceof Members members && members.all.isEmpty();
        if (!empty) {
            all.put(name, present);
        }
        return this;
    }

    Members putAll(Members others) {
        all.putAll(others.all);
        return this;
    }

    @JsonValue
    Map<String, Object> all() {
        return all;
    }
}
