package org.communique.release.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.communique.release.content.ReleaseContent;

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

    public static ExternalIdRow of(ReleaseContent.ExternalId id, UUID releaseId) {
        ExternalIdRow row = new ExternalIdRow();
        row.system = id.system();
        row.value = id.id();
        row.releaseId = releaseId;
        return row;
    }

    public static Key key(ReleaseContent.ExternalId id) {
        return new Key(id.system(), id.id());
    }
}
