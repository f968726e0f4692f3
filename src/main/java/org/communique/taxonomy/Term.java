package org.communique.taxonomy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.LocalDate;
import java.util.SortedMap;

/** What every term has: a code that never changes and names by language. */
@MappedSuperclass
public abstract class Term extends PanacheEntityBase {
    @Id
    public String code;

    @Convert(converter = NamesConverter.class)
    public SortedMap<String, String> names;

    /** The last day it is used; null while it is. */
    @Column(name = "active_to")
    public LocalDate activeTo;

    /** The code of the term to use after that day. */
    public String successor;

    /** The code of the term that it has become; null unless it was merged. */
    @Column(name = "merged_into")
    public String mergedInto;

    abstract TermRecord toRecord();

    /** Takes over the record's members; the code stays. */
    void apply(TermRecord record) {
        names = record.names();
        activeTo = record.activeTo();
        successor = record.successor();
        mergedInto = record.mergedInto();
    }
}
