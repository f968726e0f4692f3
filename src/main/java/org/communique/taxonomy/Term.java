package org.communique.taxonomy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.SortedMap;

/** What every term has: a code that never changes and names by language. */
@MappedSuperclass
public abstract class Term extends PanacheEntityBase {
    @Id
    public String code;

    @Convert(converter = NamesConverter.class)
    public SortedMap<String, String> names;

    abstract TermRecord toRecord();

    /** Takes over the record's members; the code stays. */
    abstract void apply(TermRecord record);
}
