package org.communique.taxonomy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All terms at one number of the sequence. Immutable. */
public final class Terms {
    public static final Terms NONE = new Terms(List.of());

    private final Map<Vocabulary, SortedMap<String, TermRecord>> byCode = new EnumMap<>(Vocabulary.class);

    Terms(Collection<TermRecord> all) {
        for (Vocabulary vocabulary : Vocabulary.values()) {
            byCode.put(vocabulary, new TreeMap<>());
        }
        all.forEach(term -> byCode.get(term.vocabulary()).put(term.code(), term));
    }

    /** All terms of a vocabulary, those included that have become another. */
    public Collection<TermRecord> of(Vocabulary vocabulary) {
        return Collections.unmodifiableCollection(byCode.get(vocabulary).values());
    }

    public Set<String> codes(Vocabulary vocabulary) {
        return Collections.unmodifiableSet(byCode.get(vocabulary).keySet());
    }

    public Optional<TermRecord> find(Vocabulary vocabulary, String code) {
        return Optional.ofNullable(byCode.get(vocabulary).get(code));
    }

    /** The code to use for a code: that of the term it was merged into, or itself. */
    public String current(Vocabulary vocabulary, String code) {
        String current = code;
        for (int hops = 0; hops < 100; hops++) {
            Optional<String> next = find(vocabulary, current).map(TermRecord::mergedInto);
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
        }
        return current;
    }

    /** The term's name in the first of the languages that has one, as {@link TermRecord#name} falls back. */
    public String name(Vocabulary vocabulary, String code, List<String> languages) {
        return find(vocabulary, code).map(term -> term.name(languages)).orElse(code);
    }

    /** The units directly below a unit, by code; the roots of the tree for null. */
    public List<TermRecord> below(String parent) {
        return of(Vocabulary.ORGANIZATIONAL_UNIT).stream()
                .filter(unit -> parent == null ? unit.parent() == null : parent.equals(unit.parent()))
                .toList();
    }

    /** The code of the unit above a unit; null for a root of the tree. */
    public String parent(String code) {
        return find(Vocabulary.ORGANIZATIONAL_UNIT, code)
                .map(TermRecord::parent)
                .orElse(null);
    }

    /** The unit itself and every unit above it, upwards. */
    List<String> withAncestors(String code) {
        List<String> line = new ArrayList<>();
        for (String unit = code; unit != null && !line.contains(unit); unit = parent(unit)) {
            line.add(unit);
        }
        return line;
    }

    /** The levels of the tree whose root the unit is; 1 for one that has none below it. */
    int levels(String code) {
        int levels = 1;
        for (String unit : codes(Vocabulary.ORGANIZATIONAL_UNIT)) {
            levels = Math.max(levels, withAncestors(unit).indexOf(code) + 1);
        }
        return levels;
    }

    /** The unit itself and every unit below it. */
    public Set<String> withDescendants(String code) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(code));
        while (!open.isEmpty()) {
            String unit = open.pop();
            if (found.add(unit)) {
                below(unit).forEach(child -> open.add(child.code()));
            }
        }
        return found;
    }

    /** The same terms with one more, or another in the place of the one with its code. */
    public Terms with(TermRecord term) {
        Terms next = new Terms(List.of());
        byCode.forEach((vocabulary, terms) -> next.byCode.get(vocabulary).putAll(terms));
        next.byCode.get(term.vocabulary()).put(term.code(), term);
        return next;
    }
}
