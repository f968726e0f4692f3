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
                null,
                null);
    }

    @Override
    void apply(TermRecord record) {
        names = record.names();
        description = record.description();
    }
}
