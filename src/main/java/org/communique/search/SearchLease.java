package org.communique.search;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The right to write into an index that several nodes share. It runs out by itself, for its holder may be gone. */
@Entity
@Table(name = "search_lease")
class SearchLease extends PanacheEntityBase {
    private static final int ONLY = 1;
    /** By how much the clocks of two nodes may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    @Id
    int id = ONLY;

    UUID holder;

    @Column(name = "held_until")
    Instant until;

    /**
     * Takes or keeps it, where nobody else has it. One that ends later than any can was taken before the clock was set back,
     * and is free.
     */
    static boolean take(UUID node, Instant now, Duration term) {
        return update(
                        "holder = ?1, until = ?2 where id = ?3"
                                + " and (holder is null or holder = ?1 or until <= ?4 or until > ?5)",
                        node,
                        now.plus(term),
                        ONLY,
                        now,
                        now.plus(term).plus(SKEW))
                == 1;
    }

    static void giveUp(UUID node) {
        update("holder = null where id = ?1 and holder = ?2", ONLY, node);
    }
}
