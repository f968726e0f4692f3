package org.communique.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.communique.sequence.Snapshot;
import org.communique.value.Sha256;

/** The bytes of an answer with their validators (RFC 9110 sections 8.8 and 13). */
final class Representation {
    private static final int WORTH_COMPRESSING = 1_000;
    private static final String GZIP = "-gzip";

    /** Gives the body, compressed or not. */
    private interface Source {
        Object body(boolean gzip);
    }

    private final String mediaType;
    private final String hash;
    private final boolean worthCompressing;
    private final Source source;

    private Representation(String mediaType, String hash, boolean worthCompressing, Source source) {
        this.mediaType = mediaType;
        this.hash = hash;
        this.worthCompressing = worthCompressing;
        this.source = source;
    }

    /** Of something that is written already, or else of something that JSON is made of. */
    static Representation of(Object body) {
        Rendered rendered =
                body instanceof Rendered written ? written : new Rendered("application/json", Json.bytes(body));
        byte[] bytes = rendered.bytes();
        return new Representation(
                rendered.mediaType(),
                hash(bytes),
                bytes.length >= WORTH_COMPRESSING,
                gzip -> gzip ? compressed(bytes) : bytes);
    }

    /** Of a download, whose bytes follow from the state of the store and the request alone. */
    static Representation of(Download download, Snapshot snapshot) {
        String state = snapshot.store() + " " + snapshot.number() + " " + download.identity();
        return new Representation(
                download.mediaType(),
                hash(state.getBytes(StandardCharsets.UTF_8)),
                true,
                gzip -> Spool.write(download.writer(), gzip));
    }

    List<String> validators() {
        return List.of('"' + hash + '"', '"' + hash + GZIP + '"');
    }

    Response respond(HttpServerRequest request, Reply reply, Snapshot snapshot, Clock clock) {
        boolean gzip = worthCompressing && AcceptEncoding.takesGzip(request.getHeader("Accept-Encoding"));
        Instant modified = reply.lastModified().truncatedTo(ChronoUnit.SECONDS);
        Response.ResponseBuilder response = isUnchanged(request, modified)
                ? Response.notModified()
                : full(gzip, reply, request.method() == HttpMethod.HEAD);
        response.header(HttpHeaders.ETAG, '"' + hash + (gzip ? GZIP : "") + '"')
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.write(settled(modified, clock)))
                .header(HttpHeaders.VARY, "Accept-Encoding, " + Reads.MIN_SEQUENCE)
                .header(Reads.SEQUENCE, snapshot.number());
        if (!reply.links().isEmpty()) {
            response.header(HttpHeaders.LINK, links(reply.links()));
        }
        return response.build();
    }

    /**
     * While the second of the last change still runs another change may come in it, so the time given out is one second
     * earlier: a reader that asks again with it then gets the newer state rather than a 304.
     */
    private static Instant settled(Instant modified, Clock clock) {
        return clock.instant().isBefore(modified.plusSeconds(1)) ? modified.minusSeconds(1) : modified;
    }

    private Response.ResponseBuilder full(boolean gzip, Reply reply, boolean headOnly) {
        Object body = headOnly && reply.body() instanceof Download ? new byte[0] : source.body(gzip);
        Response.ResponseBuilder response = Response.ok(body, mediaType);
        if (gzip) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (!reply.languages().isEmpty()) {
            response.header(HttpHeaders.CONTENT_LANGUAGE, String.join(", ", reply.languages()));
        }
        return response;
    }

    /** If-None-Match counts alone where it is sent, and takes the validator of either coding. */
    private boolean isUnchanged(HttpServerRequest request, Instant modified) {
        String noneMatch = String.join(",", request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
        if (!noneMatch.isEmpty()) {
            return Arrays.stream(noneMatch.split(",")).map(String::trim).anyMatch(this::names);
        }
        String since = request.getHeader(HttpHeaders.IF_MODIFIED_SINCE);
        return since != null
                && HttpDate.parse(since).map(at -> !modified.isAfter(at)).orElse(false);
    }

    private boolean names(String validator) {
        String strong = validator.startsWith("W/") ? validator.substring(2) : validator;
        return strong.equals("*") || strong.equals('"' + hash + '"') || strong.equals('"' + hash + GZIP + '"');
    }

    private static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String links(Map<String, String> links) {
        return links.entrySet().stream()
                .map(link -> "<" + link.getValue() + ">; rel=\"" + link.getKey() + '"')
                .collect(Collectors.joining(", "));
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes), 0, 16);
    }
}
