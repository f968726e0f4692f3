package org.communique.release;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/** An id of another system and the release, public or retracted, that it points at. */
@Entity
@IdClass(ExternalIdRow.Key.class)
@Table(name = "external_id")
public class ExternalIdRow extends PanacheEntityBase {
    /** System and id. */
    public record Key(String system, String value) implements Serializable {}

    @Id
    @Column(name = "id_system")
    public String system;

    @Id
    @Column(name = "id_value")
    public String value;

    @Column(name = "release_id")
    public UUID releaseId;

    /** The release that the id points at. */
    public static Optional<UUID> release(ReleaseContent.ExternalId id) {
        return ExternalIdRow.<ExternalIdRow>findByIdOptional(new Key(id.system(), id.id()))
                .map(row -> row.releaseId);
    }

    static void put(ReleaseContent.ExternalId id, UUID releaseId) {
        if (release(id).isEmpty()) {
            ExternalIdRow row = new ExternalIdRow();
            row.system = id.system();
            row.value = id.id();
            row.releaseId = releaseId;
            row.persist();
        }
    }
}
