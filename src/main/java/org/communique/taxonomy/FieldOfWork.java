package org.communique.taxonomy;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A field of work, such as policing. */
@Entity
@Table(name = "field_of_work")
public class FieldOfWork extends Term {
    public String description;

    @Override
    TermRecord toRecord() {
        return TermRecord.field(code, names, description, activeTo, successor, mergedInto);
    }

    @Override
    void apply(TermRecord record) {
        super.apply(record);
        description = record.description();
    }
}
