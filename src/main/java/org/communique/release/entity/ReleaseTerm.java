package org.communique.release.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.communique.taxonomy.Vocabulary;

/** A term that a release carries; their order is in the content. */
@Entity
@IdClass(ReleaseTerm.Key.class)
@Table(name = "release_term")
public class ReleaseTerm extends PanacheEntityBase {
    /** All there is to it. */
    public record Key(UUID releaseId, Vocabulary vocabulary, String code) implements Serializable {}

    @Id
    @Column(name = "release_id")
    public UUID releaseId;

    @Id
    @Enumerated(EnumType.STRING)
    public Vocabulary vocabulary;

    @Id
    public String code;

    public static List<ReleaseTerm> listOf(UUID releaseId) {
        return new ArrayList<>(ReleaseTerm.<ReleaseTerm>list("releaseId", releaseId));
    }

    public static ReleaseTerm of(UUID releaseId, Vocabulary vocabulary, String code) {
        ReleaseTerm term = new ReleaseTerm();
        term.releaseId = releaseId;
        term.vocabulary = vocabulary;
        term.code = code;
        return term;
    }
}
