package org.communique.taxonomy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

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
        String successor,
        String mergedInto) {
    static final String FALLBACK = "en";

    static TermRecord field(
            String code,
            SortedMap<String, String> names,
            String description,
            LocalDate activeTo,
            String successor,
            String mergedInto) {
        return new TermRecord(
                Vocabulary.FIELD_OF_WORK,
                code,
                names,
                description,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                activeTo,
                successor,
                mergedInto);
    }

    static TermRecord meeting(
            String code, SortedMap<String, String> names, LocalDate activeTo, String successor, String mergedInto) {
        return new TermRecord(
                Vocabulary.MEETING_SERIES,
                code,
                names,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                activeTo,
                successor,
                mergedInto);
    }

    /** The same, of no use any more after a day. */
    public TermRecord closed(LocalDate day, String next) {
        return new TermRecord(
                vocabulary,
                code,
                names,
                description,
                iso3,
                group,
                chairpersonships,
                namingNote,
                type,
                parent,
                hostCountry,
                activeFrom,
                day,
                next,
                mergedInto);
    }

    /** The same, become another. */
    public TermRecord merged(String into) {
        return new TermRecord(
                vocabulary,
                code,
                names,
                description,
                iso3,
                group,
                chairpersonships,
                namingNote,
                type,
                parent,
                hostCountry,
                activeFrom,
                activeTo,
                successor,
                into);
    }

    /** The same under another unit. */
    public TermRecord under(String unit) {
        return new TermRecord(
                vocabulary,
                code,
                names,
                description,
                iso3,
                group,
                chairpersonships,
                namingNote,
                type,
                unit,
                hostCountry,
                activeFrom,
                activeTo,
                successor,
                mergedInto);
    }

    public String record() {
        return vocabulary.record();
    }

    /** The name in the first of the languages that has one, else in English, else in any, else the code. */
    public String name(List<String> languages) {
        return Stream.of(languages.stream(), Stream.of(FALLBACK), names.keySet().stream())
                .flatMap(each -> each)
                .map(names::get)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse(code);
    }
}
