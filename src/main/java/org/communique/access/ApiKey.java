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
import org.communique.value.Instants;

/** A key that opens what is not public. Its secret is kept as a hash only. */
@Entity
@Table(name = "api_key")
public class ApiKey extends PanacheEntityBase {
    @Id
    public UUID id;

    public String name;

    @Column(name = "secret_hash")
    public String secretHash;

    /** Scope names separated by spaces. */
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

    /** Made by the service itself and not known to have been shown to anybody. */
    public boolean unseen;

    /** The key whose secret this is or was; it may open nothing any more. */
    static Optional<ApiKey> bySecret(String secret) {
        return ApiKey.<ApiKey>find("secretHash = ?1 or previousHash = ?1", Secrets.hash(secret))
                .firstResultOptional();
    }

    /** Why the key's present or previous secret opens nothing at the time, as a sentence; nothing where it opens. */
    Optional<String> refusal(String secret, Instant now) {
        if (revokedAt != null) {
            return Optional.of("The API key was revoked at " + Instants.write(revokedAt) + ".");
        }
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return Optional.of("The API key expired at " + Instants.write(expiresAt) + ".");
        }
        if (!Secrets.sameHash(Secrets.hash(secret), secretHash) && !now.isBefore(previousUntil)) {
            return Optional.of(
                    "The API key has a new secret; this one worked until " + Instants.write(previousUntil) + ".");
        }
        return Optional.empty();
    }

    /** Gives it a new secret; the present one works until then. */
    void rotate(String secret, Instant until) {
        previousHash = secretHash;
        previousUntil = until;
        secretHash = Secrets.hash(secret);
    }

    Set<Scope> effectiveScopes() {
        Set<Scope> all = EnumSet.noneOf(Scope.class);
        Arrays.stream(scopes.split(" "))
                .flatMap(scope -> Scope.byWire(scope).stream())
                .forEach(scope -> all.addAll(scope.implied()));
        return all;
    }
}
