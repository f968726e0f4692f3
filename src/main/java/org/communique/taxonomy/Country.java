package org.communique.taxonomy;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;

/** A country, known by its ISO 3166-1 alpha-2 code. */
@Entity
@Table(name = "country")
public class Country extends Term {
    static final List<String> GROUPS = List.of("participating-state", "asian-partner", "mediterranean-partner");

    public String iso3;

    @Column(name = "country_group")
    public String group;

    /** The years in which it held the Chairpersonship. */
    @Convert(converter = YearsConverter.class)
    public List<Integer> chairpersonships;

    @Column(name = "naming_note")
    public String namingNote;

    @Override
    TermRecord toRecord() {
        return new TermRecord(
                Vocabulary.COUNTRY,
                code,
                names,
                null,
                iso3,
                group,
                chairpersonships,
                namingNote,
                null,
                null,
                null,
                null,
                activeTo,
                successor,
                mergedInto);
    }

    @Override
    void apply(TermRecord record) {
        super.apply(record);
        iso3 = record.iso3();
        group = record.group();
        chairpersonships = record.chairpersonships();
        namingNote = record.namingNote();
    }
}
