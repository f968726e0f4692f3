package org.communique.cluster;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A process that works on this store. One whose row is gone is gone itself, and others go on with what it had begun. */
@Entity
@Table(name = "node")
public class Node extends PanacheEntityBase {
    @Id
    UUID id;

    /** Grows as long as it lives. */
    long beat;
}
