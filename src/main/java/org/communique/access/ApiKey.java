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

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "last_used_at")
    public Instant lastUsedAt;

    @Column(name = "revoked_at")
    public Instant revokedAt;

    /** The secret before the last rotation, which works beside the new one for a while. */
    @Column(name = "previous_hash")
    public String previousHash;

    @Column(name = "previous_until")
    public Instant previousUntil;

    /** The key that the secret opens at the time, if it does. */
    static Optional<ApiKey> bySecret(String secret, Instant now) {
        String hash = Secrets.hash(secret);
        return ApiKey.<ApiKey>list("secretHash = ?1 or previousHash = ?1", hash).stream()
                .filter(key -> key.opens(hash, now))
                .findFirst();
    }

    private boolean opens(String hash, Instant now) {
        boolean present = Secrets.sameHash(hash, secretHash);
        boolean previous = previousHash != null && Secrets.sameHash(hash, previousHash) && now.isBefore(previousUntil);
        return (present || previous) && revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    Set<Scope> effectiveScopes() {
        Set<Scope> all = EnumSet.noneOf(Scope.class);
        Arrays.stream(scopes.split(" "))
                .flatMap(scope -> Scope.byWire(scope).stream())
                .forEach(scope -> all.addAll(scope.implied()));
        return all;
    }
}
