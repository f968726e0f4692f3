package org.communique.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key on the wire; its secret is there once, when it was made or rotated. */
@Schema(name = "ApiKey")
public record ApiKeyView(
        UUID id,
        String name,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt,
        Instant previousSecretUntil,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
        Map<String, String> links) {
    static final String PATH = "/v1/api-keys";

    static ApiKeyView of(ApiKey key, String secret) {
        return new ApiKeyView(
                key.id,
                key.name,
                List.of(key.scopes.split(" ")),
                key.createdAt,
                key.expiresAt,
                key.lastUsedAt,
                key.revokedAt,
                key.previousUntil,
                secret,
                Map.of("self", PATH + "/" + key.id));
    }
}
