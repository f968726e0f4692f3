package org.communique.release.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.communique.http.json.Json;
import org.communique.http.problem.Fault;
import org.communique.http.problem.Nearest;
import org.communique.http.request.Parameters;

/** The members that {@code fields} picks, such as {@code title,sources.code}. */
final class FieldSelection {
    private static final Set<String> NAMES = names(ReleaseView.class, "");

    private final Map<String, FieldSelection> picked = new LinkedHashMap<>();

    private FieldSelection() {}

    /** Empty without the parameter; members that there are not are faults. */
    static Optional<FieldSelection> parse(Parameters parameters) {
        return parameters.list("fields").map(list -> {
            FieldSelection selection = new FieldSelection();
            for (String path : list.split(",", -1)) {
                if (NAMES.contains(path.trim())) {
                    selection.pick(path.trim());
                } else {
                    parameters.fault(Fault.query(
                                    "fields",
                                    "unknown-member",
                                    "A press release has no member \"" + Parameters.shown(path) + "\".")
                            .allowing(List.copyOf(NAMES))
                            .meaning(Nearest.to(path.trim(), NAMES).orElse(null)));
                }
            }
            return selection;
        });
    }

    boolean picks(String member) {
        return picked.containsKey(member);
    }

    private void pick(String path) {
        int dot = path.indexOf('.');
        FieldSelection child =
                picked.computeIfAbsent(dot < 0 ? path : path.substring(0, dot), name -> new FieldSelection());
        if (dot > 0) {
            child.pick(path.substring(dot + 1));
        }
    }

    /** The value with the picked members only, in their own order. */
    JsonNode of(Object value) {
        return of((JsonNode) Json.mapper().valueToTree(value));
    }

    private JsonNode of(JsonNode node) {
        if (picked.isEmpty()) {
            return node;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode all = Json.mapper().createArrayNode();
            array.forEach(element -> all.add(of(element)));
            return all;
        }
        if (!(node instanceof ObjectNode)) {
            return node;
        }
        ObjectNode some = Json.mapper().createObjectNode();
        node.properties().forEach(member -> {
            if (picks(member.getKey())) {
                some.set(member.getKey(), picked.get(member.getKey()).of(member.getValue()));
            }
        });
        return some;
    }

    private static Set<String> names(Class<?> type, String prefix) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            names.add(prefix + component.getName());
            Class<?> inner =
                    component.getGenericType() instanceof ParameterizedType list && List.class.equals(list.getRawType())
                            ? (Class<?>) list.getActualTypeArguments()[0]
                            : component.getType();
            if (inner.isRecord()) {
                names.addAll(names(inner, prefix + component.getName() + "."));
            }
        }
        return names;
    }
}
