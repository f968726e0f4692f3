package org.communique.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A key that opens what is not public. Its secret is kept as a hash only. */
@Entity
@Table(name = "api_key")
public class ApiKey extends PanacheEntityBase {
    @Id
    public UUID id;

    public String name;

    @Column(name = "secret_hash")
    public String secretHash;

    /** Scope names parted by spaces. */
    public String scopes;

    @Column(name = "created_at")
    public Instant createdAt;

    static Optional<ApiKey> bySecret(String secret) {
        return find("secretHash", Secrets.hash(secret)).firstResultOptional();
    }

    Set<Scope> effectiveScopes() {
        Set<Scope> all = EnumSet.noneOf(Scope.class);
        Arrays.stream(scopes.split(" "))
                .flatMap(scope -> Scope.byWire(scope).stream())
                .forEach(scope -> all.addAll(scope.implied()));
        return all;
    }
}
