package bare;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

/** The one entity. */
@Entity
public class Note extends PanacheEntity {
    @Column(nullable = false)
    public String text;
}
