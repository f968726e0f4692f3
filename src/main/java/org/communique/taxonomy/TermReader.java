package org.communique.taxonomy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.communique.http.json.Json;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.Fault;
import org.communique.value.LanguageTag;

/** Reads a term from the archive format. A term that is there already keeps the members that the record leaves out. */
public final class TermReader {
    private static final Set<String> ISO = Set.of(Locale.getISOCountries());
    private static final List<String> LANGUAGES = List.of("en", "fr", "de", "it", "ru", "es");

    private static final int LAST_YEAR = 9_999;
    /** Levels of the tree of units. */
    private static final int DEEPEST = 50;
    /** Characters of all names, as JSON. */
    private static final int LONGEST_NAMES = 900_000;

    private final Vocabulary vocabulary;
    private final Terms terms;

    public TermReader(Vocabulary vocabulary, Terms terms) {
        this.vocabulary = vocabulary;
        this.terms = terms;
    }

    /** The term that the record makes, or its faults. */
    public record Result(TermRecord term, List<Fault> faults) {}

    /** The record makes the whole term: members that it leaves out are not kept. */
    public Result replace(ObjectNode given) {
        return read(given, false, given.path("names"));
    }

    /** The term that was stored so, with names that would not be taken today as they are. */
    TermRecord stored(ObjectNode state) {
        return read(state, false, MissingNode.getInstance()).term();
    }

    /** The record changes the members that it has. */
    public Result read(ObjectNode given) {
        return read(given, true, given.path("names"));
    }

    private Result read(ObjectNode given, boolean merging, JsonNode names) {
        NodeReader reader = new NodeReader(given);
        reader.has("record");
        reader.require("code");
        Optional<String> code = reader.string("code", Vocabulary.LONGEST_CODE).filter(text -> isCode(reader, text));
        if (code.isEmpty()) {
            return new Result(null, reader.faults());
        }
        Optional<TermRecord> present = terms.find(vocabulary, code.get()).filter(term -> merging);
        NodeReader whole = new NodeReader(merged(present, given));
        whole.has("record");
        whole.has("code");
        TermRecord term = term(whole, code.get(), names);
        whole.rejectUnknown();
        return new Result(term, whole.faults());
    }

    private boolean isCode(NodeReader reader, String code) {
        if (!vocabulary.isCode(code) || vocabulary == Vocabulary.COUNTRY && !ISO.contains(code)) {
            reader.fault(
                    "code",
                    "malformed",
                    vocabulary == Vocabulary.COUNTRY
                            ? "It is not an ISO 3166-1 alpha-2 code in upper case."
                            : "It is not in kebab-case: lower-case letters and digits, separated by single hyphens.");
            return false;
        }
        return true;
    }

    private static ObjectNode merged(Optional<TermRecord> present, ObjectNode given) {
        ObjectNode whole = present.map(term -> (ObjectNode) Json.mapper().valueToTree(term))
                .orElseGet(() -> Json.mapper().createObjectNode());
        given.properties().forEach(member -> {
            JsonNode old = whole.get(member.getKey());
            if (member.getKey().equals("names")
                    && old instanceof ObjectNode names
                    && member.getValue().isObject()) {
                names.setAll((ObjectNode) member.getValue());
            } else {
                whole.set(member.getKey(), member.getValue());
            }
        });
        return whole;
    }

    private TermRecord term(NodeReader reader, String code, JsonNode given) {
        SortedMap<String, String> names = names(reader, given);
        LocalDate activeTo = reader.day("activeTo").orElse(null);
        String successor = other(reader, "successor", code);
        String mergedInto = other(reader, "mergedInto", code);
        return switch (vocabulary) {
            case FIELD_OF_WORK ->
                TermRecord.field(
                        code, names, reader.string("description", 4_000).orElse(null), activeTo, successor, mergedInto);
            case MEETING_SERIES -> TermRecord.meeting(code, names, activeTo, successor, mergedInto);
            case COUNTRY -> country(reader, code, names, activeTo, successor, mergedInto);
            case ORGANIZATIONAL_UNIT ->
                new TermRecord(
                        vocabulary,
                        code,
                        names,
                        null,
                        null,
                        null,
                        null,
                        null,
                        reader.choice("type", OrganizationalUnit.TYPES).orElse("group"),
                        reader.string("parent", Vocabulary.LONGEST_CODE)
                                .filter(parent -> isParent(reader, code, parent))
                                .orElse(null),
                        reader.choice("hostCountry", terms.codes(Vocabulary.COUNTRY))
                                .orElse(null),
                        reader.day("activeFrom").orElse(null),
                        activeTo,
                        successor,
                        mergedInto);
        };
    }

    /** Another term of the vocabulary, by its code. It may come later in an archive, so it need not be there yet. */
    private String other(NodeReader reader, String member, String code) {
        Optional<String> given = reader.string(member, Vocabulary.LONGEST_CODE);
        if (given.filter(code::equals).isPresent()) {
            reader.fault(member, "itself", "It is the term itself.");
        } else if (given.filter(other -> !vocabulary.isCode(other)).isPresent()) {
            reader.fault(member, "malformed", "It is not a code.");
        }
        return given.orElse(null);
    }

    private TermRecord country(
            NodeReader reader,
            String code,
            SortedMap<String, String> names,
            LocalDate activeTo,
            String successor,
            String mergedInto) {
        for (String language : LANGUAGES) {
            names.computeIfAbsent(language, tag -> ULocale.getDisplayCountry("und-" + code, tag));
        }
        return new TermRecord(
                vocabulary,
                code,
                names,
                null,
                reader.string("iso3", 3).orElseGet(() -> iso3(code)),
                reader.choice("group", Country.GROUPS).orElse(null),
                reader.list("chairpersonships", 100, year -> year.asInteger(1, LAST_YEAR)),
                reader.string("namingNote", 4_000).orElse(null),
                null,
                null,
                null,
                null,
                activeTo,
                successor,
                mergedInto);
    }

    private boolean isParent(NodeReader reader, String code, String parent) {
        if (terms.find(vocabulary, parent).isEmpty()) {
            reader.fault(
                    "parent",
                    "unknown-code",
                    "There is no organizational unit \"" + parent + "\" in the store or earlier in the archive.");
            return false;
        }
        List<String> above = terms.withAncestors(parent);
        if (above.contains(code)) {
            reader.fault("parent", "cycle", "The unit would be its own parent or ancestor.");
            return false;
        }
        if (above.size() + terms.levels(code) > DEEPEST) {
            reader.fault("parent", "too-deep", "The tree of units would have more than " + DEEPEST + " levels.");
            return false;
        }
        return true;
    }

    /** Names that the term has already are kept as they are. */
    private static SortedMap<String, String> names(NodeReader reader, JsonNode given) {
        SortedMap<String, String> names = new TreeMap<>();
        reader.object("names").ifPresent(all -> {
            for (String language : new ArrayList<>(all.members())) {
                Optional<String> name =
                        given.has(language) ? all.name(language, 500) : all.string(language, Integer.MAX_VALUE);
                Optional<String> tag = LanguageTag.parse(language);
                if (tag.isEmpty()) {
                    all.fault(language, "not-a-language", "It is not a BCP 47 language tag.");
                } else if (name.isPresent()) {
                    names.put(tag.get(), name.get());
                }
            }
        });
        if (Json.string(names).length() > LONGEST_NAMES) {
            reader.fault("names", "too-long", "They are longer than " + LONGEST_NAMES + " characters in total.");
        }
        return names;
    }

    private static String iso3(String code) {
        try {
            return new Locale.Builder().setRegion(code).build().getISO3Country();
        } catch (MissingResourceException none) {
            return null;
        }
    }
}
