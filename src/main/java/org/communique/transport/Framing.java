package org.communique.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Optional;
import org.communique.transport.Arrival.Refusal;

/**
 * Finds what is wrong with the head of a request by RFC 9112, beyond what the decoder refuses by itself. Whatever two readers could
 * understand in two ways is refused, with 400 for all of it: a proxy in front and the service never disagree where a request ends.
 */
final class Framing {
    private static final int LONGEST_REASON = 200;

    /** The last one of the connection that was valid: nearly always the next one too. */
    private String known;

    Optional<Refusal> fault(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(undecodable(request.decoderResult().cause()));
        }
        HttpVersion version = request.protocolVersion();
        // The decoder has these two constants for exactly their spelling.
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            return malformed("This service supports HTTP/1.1 and HTTP/1.0.");
        }
        HttpHeaders headers = request.headers();
        if (headers.contains("")) {
            return malformed("A header has no name.");
        }
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                return malformed("The only supported Transfer-Encoding is chunked.");
            }
        }
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return malformed("The request has more than one Host header.");
        }
        if (hosts.isEmpty() && version == HttpVersion.HTTP_1_1) {
            return malformed("The request has no Host header.");
        }
        if (!hosts.isEmpty() && !isAuthority(hosts.get(0))) {
            return malformed("The Host header is not valid.");
        }
        return target(request);
    }

    /** Takes the target in its absolute form too, whose authority then replaces Host (section 3.2.2). */
    private Optional<Refusal> target(HttpRequest request) {
        String target = request.uri();
        if (request.method().equals(HttpMethod.CONNECT)) {
            return malformed("This service is not a proxy.");
        }
        if (target.startsWith("/") || target.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
            return Optional.empty();
        }
        int authority = target.indexOf("://") + 3;
        String scheme = authority < 3 ? "" : target.substring(0, authority - 3);
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return malformed("The request target is neither a path nor an http or https address.");
        }
        int path = authority;
        while (path < target.length() && target.charAt(path) != '/' && target.charAt(path) != '?') {
            path++;
        }
        String host = target.substring(authority, path);
        if (!isAuthority(host)) {
            return malformed("The request target has no valid host.");
        }
        request.headers().set(HttpHeaderNames.HOST, host);
        request.setUri(target.startsWith("/", path) ? target.substring(path) : "/" + target.substring(path));
        return Optional.empty();
    }

    /** A comma may stand in a name, but is what joins two headers. */
    private boolean isAuthority(String host) {
        if (host.equals(known)) {
            return true;
        }
        if (host.isEmpty() || host.indexOf(',') >= 0 || HostAndPort.parseAuthority(host, -1) == null) {
            return false;
        }
        known = host;
        return true;
    }

    private static Refusal undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(414, "The request line is too long.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refusal(431, "The headers are too large.");
        }
        return new Refusal(400, "It is not a valid HTTP/1.1 request (RFC 9112)" + reason(cause));
    }

    /** What the decoder says, as the end of a sentence. */
    static String reason(Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        if (message == null || message.isBlank()) {
            return ".";
        }
        String end = message.endsWith(".") ? "" : ".";
        return ": " + (message.length() > LONGEST_REASON ? message.substring(0, LONGEST_REASON) + "…" : message + end);
    }

    private static Optional<Refusal> malformed(String detail) {
        return Optional.of(new Refusal(400, detail));
    }
}
