package org.communique.http.cache;

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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.communique.http.headers.HttpDate;
import org.communique.http.json.Json;
import org.communique.http.json.Moving;
import org.communique.http.streaming.Download;
import org.communique.sequence.Snapshot;
import org.communique.value.Sha256;

/** The bytes of an answer with their validators (RFC 9110 sections 8.8 and 13). */
final class Representation {
    private static final int WORTH_COMPRESSING = 1_000;
    private static final String GZIP = "-gzip";

    /** Gives the body, compressed or not, which has this validator. */
    public interface Source {
        Object body(boolean gzip, String validator);
    }

    private final String mediaType;
    /** Before the validator of what may differ in its bytes and say the same (RFC 9110 section 8.8.1). */
    private final String weakness;

    private final String hash;
    private final boolean worthCompressing;
    private final Source source;

    private Representation(String mediaType, String weakness, String hash, boolean worthCompressing, Source source) {
        this.mediaType = mediaType;
        this.weakness = weakness;
        this.hash = hash;
        this.worthCompressing = worthCompressing;
        this.source = source;
    }

    /** Of something that is written already, or else of something that JSON is made of. */
    static Representation of(Object body) {
        Rendered rendered =
                body instanceof Rendered written ? written : new Rendered("application/json", Json.bytes(body));
        byte[] bytes = rendered.bytes();
        boolean moving = body instanceof Moving;
        return new Representation(
                rendered.mediaType(),
                moving ? "W/" : "",
                moving ? hash(Json.bytes(((Moving) body).still())) : hash(bytes),
                bytes.length >= WORTH_COMPRESSING,
                (gzip, validator) -> gzip ? compressed(bytes) : bytes);
    }

    /** Of a download, whose bytes follow from the state of the store and the request alone. */
    static Representation of(Download download, Snapshot snapshot, Source source) {
        String state = snapshot.store() + " " + snapshot.number() + " " + download.identity();
        return new Representation(download.mediaType(), "", hash(state.getBytes(StandardCharsets.UTF_8)), true, source);
    }

    List<String> validators() {
        return List.of('"' + hash + '"', '"' + hash + GZIP + '"');
    }

    /**
     * The response, and the answer to be kept where it can be.
     *
     * @param offer null for a download
     */
    record Answer(Response response, CacheOffer offer) {}

    Answer answer(HttpServerRequest request, ReadResult reply, Snapshot snapshot, Clock clock) {
        boolean gzip = worthCompressing && AcceptEncoding.takesGzip(request.getHeader("Accept-Encoding"));
        Instant modified = reply.lastModified().truncatedTo(ChronoUnit.SECONDS);
        String plain = '"' + hash + '"';
        String compressed = '"' + hash + GZIP + '"';
        CachedResponse.Conditions conditions =
                new CachedResponse.Conditions(gzip ? compressed : plain, gzip ? plain : compressed, modified);
        Map<String, String> always = new LinkedHashMap<>();
        always.put(HttpHeaders.ETAG, weakness + conditions.validator());
        always.put(HttpHeaders.VARY, "Accept-Encoding, " + PublicRead.MIN_SEQUENCE);
        always.put(PublicRead.SEQUENCE, Long.toString(snapshot.number()));
        if (!reply.links().isEmpty()) {
            always.put(HttpHeaders.LINK, links(reply.links()));
        }
        Map<String, String> withBody = new LinkedHashMap<>();
        withBody.put(HttpHeaders.CONTENT_TYPE, mediaType);
        if (gzip) {
            withBody.put(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (!reply.languages().isEmpty()) {
            withBody.put(HttpHeaders.CONTENT_LANGUAGE, String.join(", ", reply.languages()));
        }
        boolean unchanged = conditions.isUnchanged(request);
        boolean download = reply.body() instanceof Download;
        Object body = unchanged && download
                ? null
                : request.method() == HttpMethod.HEAD && download
                        ? new byte[0]
                        : source.body(gzip, conditions.validator());
        Response.ResponseBuilder response = unchanged ? Response.notModified() : Response.ok(body);
        always.forEach(response::header);
        if (!unchanged) {
            withBody.forEach(response::header);
        }
        response.header(HttpHeaders.LAST_MODIFIED, HttpDate.write(settled(conditions, clock)));
        return new Answer(
                response.build(),
                download ? null : new CacheOffer(snapshot.number(), conditions, always, withBody, (byte[]) body));
    }

    /**
     * While the second of the last change still runs another change may come in it, so the time given out is one second
     * earlier: a reader that asks again with it then gets the newer state rather than a 304.
     */
    private static Instant settled(CachedResponse.Conditions conditions, Clock clock) {
        Instant modified = conditions.modified();
        return conditions.isSettled(clock.millis()) ? modified : modified.minusSeconds(1);
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
