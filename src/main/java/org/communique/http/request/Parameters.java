package org.communique.http.request;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.communique.http.problem.Fault;
import org.communique.http.problem.Nearest;
import org.communique.http.problem.ProblemException;
import org.communique.value.Instants;

/**
 * The query parameters of one request. Each is asked for by name; what is wrong is collected, and {@link #done()} ends
 * the request with all of it at once, unknown parameters included.
 */
public final class Parameters {
    private static final int SHOWN = 100;
    private static final int MOST_ELEMENTS = 200;

    private final MultivaluedMap<String, String> raw;
    private final TreeSet<String> known = new TreeSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private boolean done;

    public Parameters(MultivaluedMap<String, String> raw) {
        this.raw = new MultivaluedHashMap<>();
        raw.forEach((name, values) -> this.raw.put(name, List.copyOf(values)));
    }

    /**
     * The parameters of a query string that stands somewhere else than in a request's address.
     *
     * @throws IllegalArgumentException where its percent-encoding is broken
     */
    public static Parameters of(String query) {
        MultivaluedMap<String, String> raw = new MultivaluedHashMap<>();
        Query.parse(query).forEach(raw::put);
        return new Parameters(raw);
    }

    public boolean has(String name) {
        known.add(name);
        return raw.containsKey(name);
    }

    /**
     * The cursor, where there is one. Its filter and sort take the place of the request's own parameters of these names;
     * one that says something else beside the cursor is a fault.
     */
    public Optional<Cursor> cursor(List<String> carried) {
        Optional<Cursor> cursor = parsed("cursor", "not-a-cursor", "a cursor from the links of a list", Cursor::decode);
        cursor.ifPresent(place -> {
            Map<String, List<String>> values = Query.parse(place.query());
            for (String name : carried) {
                List<String> own = raw.get(name);
                List<String> its = values.get(name);
                if (own != null && !own.equals(its)) {
                    fault(Fault.query(
                            name,
                            "cursor-of-another-list",
                            "The cursor belongs to a list with another " + name
                                    + "; omit it, or start again without the cursor."));
                } else if (its != null) {
                    raw.put(name, its);
                }
            }
        });
        return cursor;
    }

    /** The values of a parameter that may be repeated; an empty one is a fault. */
    public List<String> many(String name) {
        known.add(name);
        List<String> values = raw.getOrDefault(name, List.of());
        if (values.stream().anyMatch(String::isEmpty)) {
            fault(Fault.query(name, "empty", "The parameter " + name + " has no value."));
        }
        return values.stream().filter(value -> !value.isEmpty()).distinct().toList();
    }

    /** The value of a parameter that may stand once. */
    public Optional<String> one(String name) {
        List<String> values = many(name);
        if (raw.getOrDefault(name, List.of()).size() > 1) {
            fault(Fault.query(name, "repeated", "The parameter " + name + " may be given only once."));
        }
        return values.stream().findFirst();
    }

    /** The value of a parameter that lists names separated by commas; a list that nobody needs is a fault. */
    public Optional<String> list(String name) {
        return one(name).filter(list -> {
            if (list.chars().filter(c -> c == ',').count() < MOST_ELEMENTS) {
                return true;
            }
            fault(Fault.query(
                    name, "too-many", "The parameter " + name + " takes at most " + MOST_ELEMENTS + " elements."));
            return false;
        });
    }

    public int integer(String name, int least, int most, int otherwise) {
        return parsed(name, "not-in-range", "a whole number from " + least + " to " + most, text -> {
                    if (!text.matches("\\d{1,9}")) {
                        return Optional.empty();
                    }
                    int number = Integer.parseInt(text);
                    return number >= least && number <= most ? Optional.of(number) : Optional.empty();
                })
                .orElse(otherwise);
    }

    public Optional<Boolean> flag(String name) {
        return choice(name, List.of("true", "false")).map(Boolean::valueOf);
    }

    public Optional<LocalDate> day(String name) {
        return parsed(name, "not-a-day", "a day such as 2010-07-08", Instants::parseDay);
    }

    public Optional<Instant> instant(String name) {
        return parsed(name, "not-an-instant", "an RFC 3339 instant such as 2010-07-08T12:00:00Z", Instants::parse);
    }

    public Optional<String> choice(String name, List<String> allowed) {
        return one(name).filter(value -> isOneOf(name, value, allowed));
    }

    /** The different values of a parameter that may be repeated. */
    public List<String> choices(String name, List<String> allowed) {
        return many(name).stream()
                .distinct()
                .filter(value -> isOneOf(name, value, allowed))
                .toList();
    }

    /** Says whether a value is one of those allowed, and notes the fault where it is not. */
    public boolean isOneOf(String name, String value, List<String> allowed) {
        if (allowed.contains(value)) {
            return true;
        }
        fault(Fault.query(name, "not-allowed", "The parameter " + name + " does not accept \"" + shown(value) + "\".")
                .allowing(allowed)
                .meaning(Nearest.to(value, allowed).orElse(null)));
        return false;
    }

    public <T> Optional<T> parsed(String name, String code, String wanted, Function<String, Optional<T>> parser) {
        return one(name).flatMap(text -> value(name, text, code, wanted, parser));
    }

    /** The different values of a parameter that may be given up to {@code most} times. */
    public <T> List<T> each(String name, int most, String code, String wanted, Function<String, Optional<T>> parser) {
        List<String> values = many(name);
        if (values.size() > most) {
            fault(Fault.query(name, "too-many", "The parameter " + name + " may be given " + most + " times."));
            return List.of();
        }
        return values.stream()
                .flatMap(text -> value(name, text, code, wanted, parser).stream())
                .distinct()
                .toList();
    }

    private <T> Optional<T> value(
            String name, String text, String code, String wanted, Function<String, Optional<T>> parser) {
        Optional<T> value = parser.apply(text);
        if (value.isEmpty()) {
            fault(Fault.query(
                            name,
                            code,
                            "The parameter " + name + " is \"" + shown(text) + "\"; it takes " + wanted + ".")
                    .allowing(List.of(wanted)));
        }
        return value;
    }

    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** Ends the request where anything was wrong; every parameter must have been asked for by now. */
    public void done() {
        done = true;
        for (String name : new TreeSet<>(raw.keySet())) {
            if (!known.contains(name)) {
                fault(Fault.query(name, "unknown-parameter", "There is no parameter \"" + shown(name) + "\" here.")
                        .allowing(known.isEmpty() ? null : List.copyOf(known))
                        .meaning(Nearest.to(name, known).orElse(null)));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /** The parameters as a query string once more. */
    public Query query() {
        Query query = new Query();
        raw.forEach(query::add);
        return query;
    }

    public boolean isDone() {
        return done;
    }

    /** A value as an error repeats it: not longer than a line. */
    public static String shown(String value) {
        return wellFormed(value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value);
    }

    /** With a question mark in the place of half a surrogate pair, which cannot be written as UTF-8. */
    public static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
