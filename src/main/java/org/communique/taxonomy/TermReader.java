package org.communique.taxonomy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.communique.value.LanguageTag;
import org.communique.web.Fault;
import org.communique.web.Json;
import org.communique.web.NodeReader;

/** Reads a term from the archive format. A term that is there already keeps the members that the record leaves out. */
public final class TermReader {
    private static final Set<String> ISO = Set.of(Locale.getISOCountries());
    private static final List<String> LANGUAGES = List.of("en", "fr", "de", "it", "ru", "es");

    private final Vocabulary vocabulary;
    private final Terms terms;

    public TermReader(Vocabulary vocabulary, Terms terms) {
        this.vocabulary = vocabulary;
        this.terms = terms;
    }

    /** The term that the record makes, or its faults. */
    public record Result(TermRecord term, List<Fault> faults) {}

    public Result read(ObjectNode given) {
        NodeReader reader = new NodeReader(given);
        reader.has("record");
        reader.require("code");
        Optional<String> code = reader.string("code", Vocabulary.LONGEST_CODE).filter(text -> isCode(reader, text));
        if (code.isEmpty()) {
            return new Result(null, reader.faults());
        }
        Optional<TermRecord> present = terms.find(vocabulary, code.get());
        NodeReader whole = new NodeReader(merged(present, given));
        whole.has("record");
        whole.has("code");
        TermRecord term = term(whole, code.get());
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
                            : "It is not in kebab-case: lower-case letters and digits with single hyphens between.");
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

    private TermRecord term(NodeReader reader, String code) {
        SortedMap<String, String> names = names(reader);
        return switch (vocabulary) {
            case FIELD_OF_WORK ->
                new TermRecord(
                        vocabulary,
                        code,
                        names,
                        reader.string("description", 4_000).orElse(null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            case MEETING_SERIES ->
                new TermRecord(
                        vocabulary, code, names, null, null, null, null, null, null, null, null, null, null, null);
            case COUNTRY -> country(reader, code, names);
            case ORGANIZATIONAL_UNIT -> unit(reader, code, names);
        };
    }

    private TermRecord country(NodeReader reader, String code, SortedMap<String, String> names) {
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
                reader.list("chairpersonships", 100, NodeReader::asInteger),
                reader.string("namingNote", 4_000).orElse(null),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private TermRecord unit(NodeReader reader, String code, SortedMap<String, String> names) {
        return new TermRecord(
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
                reader.choice("hostCountry", terms.codes(Vocabulary.COUNTRY)).orElse(null),
                reader.day("activeFrom").orElse(null),
                reader.day("activeTo").orElse(null),
                reader.choice("successor", terms.codes(vocabulary)).orElse(null));
    }

    private boolean isParent(NodeReader reader, String code, String parent) {
        if (terms.find(vocabulary, parent).isEmpty()) {
            reader.fault(
                    "parent", "unknown-code", "There is no organizational unit \"" + parent + "\" before this one.");
            return false;
        }
        if (terms.withDescendants(code).contains(parent)) {
            reader.fault("parent", "cycle", "The unit would be above itself.");
            return false;
        }
        return true;
    }

    private static SortedMap<String, String> names(NodeReader reader) {
        SortedMap<String, String> names = new TreeMap<>();
        reader.object("names").ifPresent(given -> {
            for (String language : new ArrayList<>(given.members())) {
                Optional<String> name = given.string(language, 500);
                Optional<String> tag = LanguageTag.parse(language);
                if (tag.isEmpty()) {
                    given.fault(language, "not-a-language", "It is not a BCP 47 language tag.");
                } else if (name.isPresent()) {
                    names.put(tag.get(), name.get());
                }
            }
        });
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
