package org.communique.release;

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

    static void put(String slug, UUID releaseId, String language, boolean current) {
        ReleaseSlug row = findById(slug);
        boolean created = row == null;
        if (created) {
            row = new ReleaseSlug();
            row.slug = slug;
        }
        row.releaseId = releaseId;
        row.language = language;
        row.current = current;
        if (created) {
            row.persist();
        }
    }
}
