package org.communique.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.http.HttpConfig;
import org.communique.http.json.Bodies;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.value.Uuids;

/** Makes, rotates and revokes keys; to be called in a transaction. */
@ApplicationScoped
class ApiKeys {
    private static final List<String> SCOPES =
            Arrays.stream(Scope.values()).map(Scope::wire).toList();

    @Inject
    AccessConfig config;

    @Inject
    HttpConfig web;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    WriteResult create(Caller actor, ObjectNode body) {
        NodeReader reader = new NodeReader(body);
        reader.require("name");
        reader.require("scopes");
        Optional<String> name = reader.name("name", 200);
        List<String> scopes = reader.list(
                "scopes",
                SCOPES.size(),
                element -> element.asString(40).filter(scope -> {
                    if (!SCOPES.contains(scope)) {
                        element.unknown("not-allowed", "\"" + scope + "\" is not a scope.", scope, SCOPES);
                    }
                    return SCOPES.contains(scope);
                }));
        Optional<Instant> expires = reader.instant("expiresAt");
        if (expires.filter(at -> !at.isAfter(clock.instant())).isPresent()) {
            reader.fault("expiresAt", "in-the-past", "The expiry time is in the past.");
        }
        if (reader.faults().isEmpty() && scopes.isEmpty()) {
            reader.fault("scopes", "missing", "A key needs at least one scope.");
        }
        reader.rejectUnknown();
        Bodies.check(reader.faults());
        String secret = Secrets.create();
        ApiKey key = new ApiKey();
        key.id = UUID.randomUUID();
        key.name = name.orElseThrow();
        key.secretHash = Secrets.hash(secret);
        key.scopes = String.join(" ", scopes);
        key.createdAt = clock.instant();
        key.expiresAt = expires.orElse(null);
        key.persist();
        audit.record(actor, "api-key.create", subject(key), null, "valid");
        return shown(201, key, secret);
    }

    WriteResult rotate(Caller actor, String id) {
        ApiKey key = find(id);
        if (key.revokedAt != null) {
            throw new ProblemException(ProblemType.ILLEGAL_MOVE, "The key was revoked.").with("moves", List.of());
        }
        String secret = Secrets.create();
        key.rotate(secret, clock.instant().plus(config.rotationGrace()));
        audit.record(actor, "api-key.rotate", subject(key), "valid", "valid");
        return shown(200, key, secret);
    }

    WriteResult revoke(Caller actor, String id) {
        ApiKey key = find(id);
        if (key.revokedAt == null) {
            key.revokedAt = clock.instant();
            audit.record(actor, "api-key.revoke", subject(key), "valid", "revoked");
        }
        return WriteResult.done();
    }

    static ApiKey find(String id) {
        return Uuids.parse(id)
                .flatMap(known -> ApiKey.<ApiKey>findByIdOptional(known))
                .orElseThrow(() -> ProblemException.notFound("There is no API key \"" + Parameters.shown(id) + "\"."));
    }

    private WriteResult shown(int status, ApiKey key, String secret) {
        return new WriteResult(
                status, ApiKeyView.of(key, secret), null, web.absolute(ApiKeyView.PATH + "/" + key.id), null, true);
    }

    private static Audit.Subject subject(ApiKey key) {
        return new Audit.Subject("api-key", key.id.toString());
    }
}
