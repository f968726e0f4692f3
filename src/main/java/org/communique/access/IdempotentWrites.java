package org.communique.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.communique.cluster.WriteLock;
import org.communique.http.json.Json;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.hibernate.exception.ConstraintViolationException;

/** Carries out a write in one transaction, and gives the same answer to the same request sent again (Idempotency-Key). */
@RequestScoped
public class IdempotentWrites {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final Duration KEPT = Duration.ofHours(24);
    private static final int LONGEST_KEY = 255;

    @Inject
    CurrentCaller caller;

    @Inject
    WriteLock writeLock;

    @Inject
    RoutingContext request;

    @Inject
    Clock clock;

    /**
     * What a write answers.
     *
     * @param body null for none
     * @param location absolute; null for none
     * @param subjectId the release that the answer is about; null for none
     */
    public record WriteResult(int status, Object body, String etag, String location, String subjectId, boolean secret) {
        public static WriteResult ok(Object body, String etag, UUID subject) {
            return new WriteResult(200, body, etag, null, subject.toString(), false);
        }

        public static WriteResult done() {
            return new WriteResult(204, null, null, null, null, false);
        }
    }

    /** Carries out a write that has no Idempotency-Key: PUT, PATCH and DELETE are idempotent by themselves. */
    public Response once(Supplier<WriteResult> write) {
        WriteResult written = writeLock.write(write);
        byte[] body = written.body() == null ? null : Json.bytes(written.body());
        return respond(written.status(), written.etag(), written.location(), body);
    }

    /** Carries out a POST, or answers as it did when the same request came before. */
    public Response post(byte[] requestBody, Supplier<WriteResult> write) {
        List<String> keys = request.request().headers().getAll(IDEMPOTENCY_KEY);
        if (keys.isEmpty()) {
            return once(write);
        }
        String key = keys.get(0);
        if (keys.size() > 1 || key.isBlank() || key.length() > LONGEST_KEY) {
            throw ProblemException.invalid(List.of(Fault.header(
                    IDEMPOTENCY_KEY, "malformed", "It must be one key of 1 to " + LONGEST_KEY + " characters.")));
        }
        String hash = Secrets.hash(new String(requestBody, StandardCharsets.ISO_8859_1));
        try {
            return writeLock.write(() -> keyed(key, hash, write));
        } catch (RuntimeException failed) {
            if (isTaken(failed)) {
                // The same request was carried out at the same time; its answer is there now.
                return writeLock.write(() -> keyed(key, hash, write));
            }
            throw failed;
        }
    }

    private Response keyed(String key, String hash, Supplier<WriteResult> write) {
        String path = request.request().path();
        IdempotentAnswer kept =
                IdempotentAnswer.findById(new IdempotentAnswer.Key(caller.get().id(), path, key));
        Instant now = clock.instant();
        if (kept != null && kept.answeredAt.plus(KEPT).isAfter(now)) {
            return repeat(kept, hash);
        }
        if (kept != null) {
            kept.delete();
            IdempotentAnswer.flush();
        }
        IdempotentAnswer answer = new IdempotentAnswer();
        answer.callerId = caller.get().id();
        answer.path = path;
        answer.key = key;
        answer.bodyHash = hash;
        answer.answeredAt = now;
        answer.persistAndFlush();
        WriteResult written = write.get();
        byte[] body = written.body() == null ? null : Json.bytes(written.body());
        answer.status = written.status();
        answer.location = written.location();
        answer.etag = written.etag();
        answer.secret = written.secret();
        answer.subjectId = written.subjectId();
        answer.body = body == null || written.secret() ? null : new String(body, StandardCharsets.UTF_8);
        return respond(written.status(), written.etag(), written.location(), body);
    }

    private static Response repeat(IdempotentAnswer kept, String hash) {
        if (!kept.bodyHash.equals(hash)) {
            throw new ProblemException(ProblemType.KEY_REUSED, ProblemType.KEY_REUSED.meaning());
        }
        if (kept.secret) {
            throw new ProblemException(ProblemType.SECRET_SHOWN, ProblemType.SECRET_SHOWN.meaning())
                    .header(HttpHeaders.LOCATION, kept.location);
        }
        byte[] body = kept.body == null ? null : kept.body.getBytes(StandardCharsets.UTF_8);
        return respond(kept.status, kept.etag, kept.location, body);
    }

    /** The answers to requests about a release go with it when it is retracted. */
    public static void forget(String subjectId) {
        IdempotentAnswer.delete("subjectId", subjectId);
    }

    private static boolean isTaken(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    private static Response respond(int status, String etag, String location, byte[] body) {
        Response.ResponseBuilder response =
                Response.status(status).header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        if (body != null) {
            response.entity(body).type(MediaType.APPLICATION_JSON);
        }
        if (etag != null) {
            response.header(HttpHeaders.ETAG, etag);
        }
        if (location != null) {
            response.header(HttpHeaders.LOCATION, location);
        }
        return response.build();
    }
}
