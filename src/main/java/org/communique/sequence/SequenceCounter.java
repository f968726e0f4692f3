package org.communique.sequence;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The one row that numbers the changes of the live store. Whoever holds its lock is the only writer of that store. */
@Entity
@Table(name = "sequence_counter")
public class SequenceCounter extends PanacheEntityBase {
    static final int ONLY = 1;

    @Id
    int id = ONLY;

    /** The store's id, new at its creation and at each restoring of a backup. */
    UUID store;

    /** The last restoring, as the operator named it. */
    @Column(length = 100)
    String restored;

    long turns;

    @Column(name = "last_number")
    long number;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "term_number")
    long termNumber;

    @Column(name = "term_changed_at")
    Instant termChangedAt;

    /** The counter, locked until the transaction ends; counting the turn is what takes the lock. */
    static SequenceCounter locked() {
        update("turns = turns + 1 where id = ?1", ONLY);
        return findById(ONLY);
    }
}
