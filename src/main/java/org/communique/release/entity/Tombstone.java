package org.communique.release.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** All that is left of a retracted release, for ever. */
@Entity
@Table(name = "tombstone")
public class Tombstone extends PanacheEntityBase {
    @Id
    public UUID id;

    public int revision;

    @Column(name = "retracted_at")
    public Instant retractedAt;

    public String reason;

    @Column(name = "replaced_by")
    public UUID replacedBy;

    /** The retracted release that once had the slug. */
    public static Optional<Tombstone> bySlug(String slug) {
        return TombstoneSlug.<TombstoneSlug>findByIdOptional(TombstoneSlug.hash(slug))
                .map(row -> Tombstone.findById(row.tombstoneId));
    }
}
