package org.communique.taxonomy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;

/** A part of the organisation that issues press releases, in a tree with the others. */
@Entity
@Table(name = "organizational_unit")
public class OrganizationalUnit extends Term {
    static final List<String> TYPES = List.of(
            "chairpersonship",
            "secretariat",
            "department",
            "institution",
            "field-operation",
            "parliamentary-assembly",
            "court",
            "group");

    @Column(name = "unit_type")
    public String type;

    /** The code of the unit above. */
    public String parent;

    @Column(name = "host_country")
    public String hostCountry;

    @Column(name = "active_from")
    public LocalDate activeFrom;

    @Override
    TermRecord toRecord() {
        return new TermRecord(
                Vocabulary.ORGANIZATIONAL_UNIT,
                code,
                names,
                null,
                null,
                null,
                null,
                null,
                type,
                parent,
                hostCountry,
                activeFrom,
                activeTo,
                successor,
                mergedInto);
    }

    @Override
    void apply(TermRecord record) {
        super.apply(record);
        type = record.type();
        parent = record.parent();
        hostCountry = record.hostCountry();
        activeFrom = record.activeFrom();
    }
}
