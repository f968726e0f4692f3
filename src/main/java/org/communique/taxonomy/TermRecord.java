package org.communique.taxonomy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/** A term of any vocabulary as the archive has it: the members that its vocabulary lacks are null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"record", "code", "type", "parent", "hostCountry", "names"})
public record TermRecord(
        @JsonIgnore Vocabulary vocabulary,
        String code,
        SortedMap<String, String> names,
        String description,
        String iso3,
        String group,
        List<Integer> chairpersonships,
        String namingNote,
        String type,
        String parent,
        String hostCountry,
        LocalDate activeFrom,
        LocalDate activeTo,
        String successor) {
    static final String FALLBACK = "en";

    public String record() {
        return vocabulary.record();
    }

    /** The name in the first of the languages that has one, else in English, else in any, else the code. */
    public String name(List<String> languages) {
        for (String language : languages) {
            if (names.containsKey(language)) {
                return names.get(language);
            }
        }
        if (names.containsKey(FALLBACK)) {
            return names.get(FALLBACK);
        }
        return names.isEmpty() ? code : names.get(names.firstKey());
    }
}
