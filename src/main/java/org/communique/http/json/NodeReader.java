package org.communique.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.communique.http.problem.Fault;
import org.communique.http.problem.Nearest;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Parameters;
import org.communique.value.Instants;
import org.communique.value.Uuids;

/**
 * Reads one JSON object member by member and collects every fault with its pointer. A member of the wrong type reads as
 * absent, so that reading goes on.
 */
public final class NodeReader {
    /** Faults that are collected; beyond, reading only goes on. */
    private static final int MOST_FAULTS = 1_000;

    private final JsonNode node;
    private final String pointer;
    private final List<Fault> faults;
    private final Set<String> known = new TreeSet<>();

    public NodeReader(JsonNode node) {
        this(node, "", new ArrayList<>());
    }

    private NodeReader(JsonNode node, String pointer, List<Fault> faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** Where this value is (RFC 6901). */
    public String pointer() {
        return pointer;
    }

    public List<Fault> faults() {
        return faults;
    }

    public boolean has(String member) {
        known.add(member);
        return node.hasNonNull(member);
    }

    public Optional<String> string(String member, int longest) {
        return get(member, "a string", JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> {
                    if (text.length() > longest) {
                        fault(member, "too-long", "It is longer than " + longest + " characters.");
                        return false;
                    }
                    if (!isUnicode(text)) {
                        fault(member, "not-unicode", "It contains a NUL character or half of a surrogate pair.");
                        return false;
                    }
                    return true;
                });
    }

    /** A string that people can tell from others: it has a letter or a digit of some script. */
    public Optional<String> name(String member, int longest) {
        return string(member, longest).filter(text -> {
            boolean named = text.codePoints().anyMatch(Character::isLetterOrDigit);
            if (!named) {
                fault(member, "no-letter", "A name needs at least one letter or digit.");
            }
            return named;
        });
    }

    public <T> Optional<T> parsed(String member, String wanted, Function<String, Optional<T>> parser) {
        return string(member, 2_000).flatMap(text -> {
            Optional<T> value = parser.apply(text);
            if (value.isEmpty()) {
                fault(member, "malformed", "\"" + Parameters.shown(text) + "\" is not " + wanted + ".");
            }
            return value;
        });
    }

    public Optional<String> choice(String member, Collection<String> allowed) {
        return string(member, 2_000).filter(text -> {
            if (!allowed.contains(text)) {
                add(() -> Fault.body(
                                at(member),
                                "not-allowed",
                                "\"" + Parameters.shown(text) + "\" is not one of the allowed values.")
                        .allowing(List.copyOf(allowed))
                        .meaning(Nearest.to(text, allowed).orElse(null)));
                return false;
            }
            return true;
        });
    }

    public Optional<Instant> instant(String member) {
        return parsed(member, "an RFC 3339 instant", Instants::parse);
    }

    public Optional<LocalDate> day(String member) {
        return parsed(member, "a day such as 2010-07-08", Instants::parseDay);
    }

    public Optional<UUID> uuid(String member) {
        return parsed(member, "a UUID of 36 characters", Uuids::parse);
    }

    /** An absolute http or https address. */
    public Optional<String> address(String member) {
        return parsed(member, "an absolute http or https address", text -> {
            try {
                URI uri = new URI(text);
                boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
                return web && uri.getHost() != null ? Optional.of(text) : Optional.empty();
            } catch (URISyntaxException notAnAddress) {
                return Optional.empty();
            }
        });
    }

    public Optional<Integer> integer(String member, int least, int most) {
        return whole(member, least, most).map(Long::intValue);
    }

    public Optional<Long> whole(String member) {
        return get(member, "a whole number", number -> number.isIntegralNumber() && number.canConvertToLong())
                .map(JsonNode::longValue);
    }

    public Optional<Long> whole(String member, long least, long most) {
        return get(member, "a whole number", JsonNode::isIntegralNumber)
                .filter(number -> {
                    boolean fits = isBetween(number, least, most);
                    if (!fits) {
                        fault(member, "not-in-range", "It is not between " + least + " and " + most + ".");
                    }
                    return fits;
                })
                .map(JsonNode::longValue);
    }

    private static boolean isBetween(JsonNode number, long least, long most) {
        return number.canConvertToLong() && number.longValue() >= least && number.longValue() <= most;
    }

    public Optional<Boolean> flag(String member) {
        return get(member, "true or false", JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    public Optional<NodeReader> object(String member) {
        return get(member, "an object", JsonNode::isObject).map(child -> new NodeReader(child, at(member), faults));
    }

    /** The elements of an array, read one by one; those that read as empty are left out. */
    public <T> List<T> list(String member, int most, Function<NodeReader, Optional<T>> element) {
        Optional<JsonNode> array = get(member, "an array", JsonNode::isArray);
        List<T> values = new ArrayList<>();
        if (array.isPresent() && array.get().size() > most) {
            fault(member, "too-many", "It has more than " + most + " elements.");
        } else if (array.isPresent()) {
            for (int i = 0; i < array.get().size(); i++) {
                element.apply(new NodeReader(array.get().get(i), at(member) + "/" + i, faults))
                        .ifPresent(values::add);
            }
        }
        return values;
    }

    /** Reads this element of an array as a string. */
    public Optional<String> asString(int longest) {
        if (!node.isTextual()
                || !isUnicode(node.textValue())
                || node.textValue().length() > longest
                || node.textValue().isBlank()) {
            fault("wrong-type", "It is not a string of 1 to " + longest + " characters.");
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    /** Reads this element of an array as a whole number. */
    public Optional<Integer> asInteger(int least, int most) {
        if (!node.isIntegralNumber() || !isBetween(node, least, most)) {
            fault("wrong-type", "It is not a whole number between " + least + " and " + most + ".");
            return Optional.empty();
        }
        return Optional.of(node.intValue());
    }

    /** Reads this element of an array as an object. */
    public Optional<NodeReader> asObject() {
        if (!node.isObject()) {
            fault("wrong-type", "It is not an object.");
            return Optional.empty();
        }
        return Optional.of(this);
    }

    public List<String> members() {
        List<String> names = new ArrayList<>();
        for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        return names;
    }

    public void require(String member) {
        if (!has(member)) {
            fault(member, "missing", "It is required.");
        }
    }

    public void fault(String member, String code, String detail) {
        add(() -> Fault.body(at(member), code, detail));
    }

    /** A fault of this value itself. */
    public void fault(String code, String detail) {
        add(() -> Fault.body(pointer, code, detail));
    }

    /** A fault of this value itself, with the nearest of the words that would do. */
    public void unknown(String code, String detail, String word, Collection<String> valid) {
        add(() -> Fault.body(pointer, code, detail)
                .meaning(Nearest.to(word, valid).orElse(null)));
    }

    private void add(Supplier<Fault> fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault.get());
        }
    }

    /** Notes every member that was never asked for. */
    public void rejectUnknown() {
        for (String member : members()) {
            if (faults.size() > ProblemException.MOST_FAULTS) {
                return;
            }
            if (!known.contains(member)) {
                add(() -> Fault.body(
                                at(member),
                                "unknown-member",
                                "There is no member \"" + Parameters.shown(member) + "\".")
                        .meaning(Nearest.to(member, known).orElse(null)));
            }
        }
    }

    private Optional<JsonNode> get(String member, String wanted, Function<JsonNode, Boolean> fits) {
        if (!has(member)) {
            return Optional.empty();
        }
        JsonNode child = node.get(member);
        if (!fits.apply(child)) {
            fault(member, "wrong-type", "It is not " + wanted + ".");
            return Optional.empty();
        }
        return Optional.of(child);
    }

    private static boolean isUnicode(String text) {
        return text.indexOf(0) < 0
                && text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    private String at(String member) {
        return pointer + "/" + Parameters.shown(member).replace("~", "~0").replace("/", "~1");
    }
}
