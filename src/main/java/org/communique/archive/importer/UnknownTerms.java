package org.communique.archive.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.communique.http.json.Json;
import org.communique.taxonomy.TermReader;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** What becomes of a code in a release that is no term yet. */
public enum UnknownTerms {
    /** It is a fault of the line. */
    REJECT,
    /** It becomes a term with that code, where its vocabulary allows the code. */
    CREATE;

    /** A release with more codes of a vocabulary is faulty. */
    private static final int MOST = 500;

    public static final List<String> WIRE =
            Arrays.stream(values()).map(UnknownTerms::wire).toList();

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static UnknownTerms of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** The terms that a release's record makes; none where they are rejected. */
    List<TermRecord> madeBy(ObjectNode release, Terms terms) {
        List<TermRecord> made = new ArrayList<>();
        if (this == CREATE) {
            for (Vocabulary vocabulary : Vocabulary.values()) {
                for (String code : unknown(release.path(vocabulary.member()), vocabulary, terms)) {
                    TermReader.Result read = new TermReader(vocabulary, terms).read(record(vocabulary, code));
                    // A code that the vocabulary does not allow stays unknown, which is the release's fault.
                    if (read.faults().isEmpty()) {
                        made.add(read.term());
                    }
                }
            }
        }
        return made;
    }

    private static Set<String> unknown(JsonNode codes, Vocabulary vocabulary, Terms terms) {
        Set<String> unknown = new LinkedHashSet<>();
        if (codes.isArray() && codes.size() <= MOST) {
            StreamSupport.stream(codes.spliterator(), false)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .filter(code -> terms.find(vocabulary, code).isEmpty())
                    .forEach(unknown::add);
        }
        return unknown;
    }

    /** Countries have their names from CLDR, and units are of the type that units without one have. */
    private static ObjectNode record(Vocabulary vocabulary, String code) {
        ObjectNode record = Json.mapper().createObjectNode().put("code", code);
        if (vocabulary != Vocabulary.COUNTRY && !code.isEmpty()) {
            record.putObject("names").put("en", name(code));
        }
        return record;
    }

    private static String name(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }
}
