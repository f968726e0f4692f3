package org.communique.editorial;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A working copy that somebody has touched: nothing of it is public. */
@Entity
@Table(name = "draft")
public class Draft extends PanacheEntityBase {
    @Id
    public UUID id;

    /** What it says, in the archive format. */
    @Column(columnDefinition = "text")
    public String content;

    @Column(name = "draft_state")
    @Enumerated(EnumType.STRING)
    public DraftState state;

    /** The live revision it was made from; null for a release that was never public. */
    @Column(name = "based_on")
    public Integer basedOn;

    @Column(name = "publish_at")
    public Instant publishAt;

    public boolean embargoed;

    /** A {@link Publication} as JSON: how it is published when its time comes. */
    public String publication;

    /** Why it could not be published when its time came, as JSON. */
    @Column(columnDefinition = "text")
    public String faults;

    /** Rises with each touch; the validator is made of it. */
    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "created_by")
    public String createdBy;

    @Column(name = "touched_at")
    public Instant touchedAt;

    @Column(name = "touched_by")
    public String touchedBy;

    /** The draft, locked until the transaction ends; null where there is none. */
    static Draft locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those that fall due, the earliest first; only their ids, since they are read anew when they are locked. */
    static List<UUID> due(Instant now) {
        return getEntityManager()
                .createQuery(
                        "select id from Draft where state = ?1 and publishAt <= ?2 order by publishAt, id", UUID.class)
                .setParameter(1, DraftState.SCHEDULED)
                .setParameter(2, now)
                .getResultList();
    }

    String etag() {
        return "\"d" + version + '"';
    }
}
