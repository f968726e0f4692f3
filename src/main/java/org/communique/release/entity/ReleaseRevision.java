package org.communique.release.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.communique.http.json.Json;
import org.communique.release.content.LiveRelease;
import org.hibernate.annotations.Immutable;

/** What was live before the next revision took its place. */
@Entity
@Immutable
@IdClass(ReleaseRevision.Key.class)
@Table(name = "release_revision")
public class ReleaseRevision extends PanacheEntityBase {
    /** Release and revision. */
    public record Key(UUID releaseId, int revision) implements Serializable {}

    @Id
    @Column(name = "release_id")
    public UUID releaseId;

    @Id
    public int revision;

    @Column(name = "changed_at")
    public Instant changedAt;

    /** A {@link LiveRelease} as JSON. */
    @Column(columnDefinition = "text")
    public String snapshot;

    public static void keep(PressRelease superseded, LiveRelease whole) {
        ReleaseRevision revision = new ReleaseRevision();
        revision.releaseId = superseded.id;
        revision.revision = superseded.revision;
        revision.changedAt = superseded.changedAt;
        revision.snapshot = Json.string(whole);
        revision.persist();
    }
}
