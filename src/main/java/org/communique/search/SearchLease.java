package org.communique.search;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The right to write into an index that several nodes share. It runs out by itself, for its holder may be gone. */
@Entity
@Table(name = "search_lease")
class SearchLease extends PanacheEntityBase {
    private static final int ONLY = 1;

    @Id
    int id = ONLY;

    UUID holder;

    @Column(name = "held_until")
    Instant until;

    /** Takes or keeps it, where nobody else has it. */
    static boolean take(UUID node, Instant now, Instant end) {
        return update(
                        "holder = ?1, until = ?2 where id = ?3 and (holder is null or holder = ?1 or until <= ?4)",
                        node,
                        end,
                        ONLY,
                        now)
                == 1;
    }

    static void giveUp(UUID node) {
        update("holder = null where id = ?1 and holder = ?2", ONLY, node);
    }
}
