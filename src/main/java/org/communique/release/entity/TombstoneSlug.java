package org.communique.release.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.communique.value.Sha256;

/** A slug of a retracted release, kept as its SHA-256 so that the words of the title are not kept. */
@Entity
@Table(name = "tombstone_slug")
public class TombstoneSlug extends PanacheEntityBase {
    @Id
    @Column(name = "slug_hash")
    public String hash;

    @Column(name = "tombstone_id")
    public UUID tombstoneId;

    public static TombstoneSlug of(String hash, UUID tombstoneId) {
        TombstoneSlug row = new TombstoneSlug();
        row.hash = hash;
        row.tombstoneId = tombstoneId;
        return row;
    }

    public static List<String> hashes(Collection<String> slugs) {
        return slugs.stream().map(TombstoneSlug::hash).toList();
    }

    public static String hash(String slug) {
        return HexFormat.of().formatHex(Sha256.of(slug.getBytes(StandardCharsets.UTF_8)));
    }
}
