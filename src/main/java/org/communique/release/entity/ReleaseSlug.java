package org.communique.release.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A slug and the text it leads to: the present one of that text, or a former one. */
@Entity
@Table(name = "release_slug")
public class ReleaseSlug extends PanacheEntityBase {
    @Id
    public String slug;

    @Column(name = "release_id")
    public UUID releaseId;

    public String language;

    @Column(name = "is_current")
    public boolean current;

    public static ReleaseSlug of(String slug) {
        ReleaseSlug row = new ReleaseSlug();
        row.slug = slug;
        return row;
    }

    public void leadTo(UUID release, String text, boolean present) {
        releaseId = release;
        language = text;
        current = present;
    }
}
