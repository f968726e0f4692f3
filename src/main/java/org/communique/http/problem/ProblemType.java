package org.communique.http.problem;

import java.util.Arrays;
import java.util.Optional;

/** Every kind of problem the service answers with (RFC 9457). A slug is never reused for another meaning. */
public enum ProblemType {
    MALFORMED_REQUEST(
            "malformed-request",
            400,
            "The request cannot be read",
            "The address, a header or the body is not valid HTTP, percent-encoding, UTF-8 or JSON.",
            "Correct what the error names, and send the request again."),
    INVALID_PARAMETERS(
            "invalid-parameters",
            400,
            "Invalid parameters",
            "One or more parameters or headers are unknown, repeated or malformed, or name an unknown code.",
            "All of them are listed under errors, with the allowed values and the nearest valid spelling. Correct each one."),
    TERM_MERGED(
            "term-merged",
            400,
            "The filter names a merged term",
            "A term in the filter was merged into another term, so the filter no longer selects anything by it.",
            "Use the term in didYouMean instead, and compare your copy once with the digest."),
    AFTER_BEYOND_END(
            "after-beyond-end",
            400,
            "The position is beyond the end of the sequence",
            "The sequence has not reached the number in after. It comes from another store, or from a node that is ahead of this one.",
            "Compare meta.store with the store that you followed. If it is another, compare your copy with the digest and continue from its sequence; otherwise wait a second and try again."),
    UNAUTHORIZED(
            "unauthorized",
            401,
            "Credentials are missing or invalid",
            "The operation requires credentials; the request has none, or they are unknown, expired or revoked.",
            "Send a valid API key or access token in the header Authorization: Bearer."),
    FORBIDDEN(
            "forbidden",
            403,
            "The key does not have the required scope",
            "The credentials are valid, but do not include the scope that the operation requires.",
            "Use a key that has the scope named in the problem."),
    NOT_FOUND(
            "not-found",
            404,
            "Not found",
            "Nothing exists at this address, or it is not public.",
            "Check the address against the entry document at /v1, or the id against the collection it belongs to."),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            405,
            "The method is not allowed",
            "The resource exists, but does not support this method.",
            "Use one of the methods in the Allow header."),
    NOT_ACCEPTABLE(
            "not-acceptable",
            406,
            "No acceptable representation",
            "The Accept header excludes every media type that the resource has.",
            "Accept one of the media types listed under allowed, or omit the header."),
    REQUEST_TIMEOUT(
            "request-timeout",
            408,
            "The request did not arrive in time",
            "The head or the body of the request was sent too slowly, or not at all.",
            "Send the request again on a new connection, and faster."),
    ILLEGAL_MOVE(
            "illegal-move",
            409,
            "Not possible in the current state",
            "The resource is in a state that does not allow the requested action.",
            "The actions that are possible are listed under moves."),
    LIVE_MOVED(
            "live-moved",
            409,
            "The live release has changed",
            "The draft was made from a revision that is no longer live.",
            "Compare the draft with the live release; then discard it, or replace it with PUT, which bases it on what is live."),
    IN_USE(
            "in-use",
            409,
            "The term is in use",
            "A term that releases or other terms refer to cannot be deleted.",
            "Close it, or merge it into another."),
    SECRET_SHOWN(
            "secret-shown",
            409,
            "The secret was shown once and is not repeated",
            "A request with this Idempotency-Key has already succeeded. Its response contained a secret, which is shown only once.",
            "The Location header names what was created. If you did not receive the response, rotate its secret."),
    GONE(
            "gone",
            410,
            "The press release was retracted",
            "The press release was public and has been retracted. Its text has been deleted permanently.",
            "Remove your copy. If replacedBy names a press release, use that one instead."),
    PRECONDITION_FAILED(
            "precondition-failed",
            412,
            "Changed since it was read",
            "The If-Match header does not match the current ETag.",
            "Read the resource again, and apply the change to its current state."),
    CONTENT_TOO_LARGE(
            "content-too-large",
            413,
            "The body is too large",
            "The body is larger than the operation accepts.",
            "Send a smaller body. An archive can be sent in parts."),
    URI_TOO_LONG(
            "uri-too-long",
            414,
            "The address is too long",
            "The address is longer than 16,384 characters.",
            "Use fewer or shorter parameters."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type",
            415,
            "Unsupported media type",
            "The Content-Type or Content-Encoding of the body is missing or not supported by the operation.",
            "Send one of the media types listed under allowed."),
    EXPECTATION_FAILED(
            "expectation-failed",
            417,
            "The expectation cannot be met",
            "The Expect header asks for something other than 100-continue.",
            "Omit the Expect header."),
    UNPROCESSABLE(
            "unprocessable",
            422,
            "The content is invalid",
            "The body is well-formed, but its content is invalid.",
            "All errors are listed under errors, each with a JSON pointer (RFC 6901). Correct each one."),
    KEY_REUSED(
            "idempotency-key-reused",
            422,
            "The Idempotency-Key was used with a different body",
            "A request to this path with the same Idempotency-Key and a different body succeeded in the last 24 hours.",
            "Use a new key for a new request."),
    PRECONDITION_REQUIRED(
            "precondition-required",
            428,
            "If-Match is required",
            "Without If-Match, the change could overwrite somebody else's.",
            "Read the resource, and send its ETag in If-Match."),
    TOO_MANY_REQUESTS(
            "too-many-requests",
            429,
            "Too many requests",
            "This address, key or callback host has exceeded its rate limit, or has too many requests open at once.",
            "Wait for the number of seconds in the Retry-After header."),
    HEADERS_TOO_LARGE(
            "headers-too-large",
            431,
            "The headers are too large",
            "The headers are longer than 32,768 characters in total.",
            "Send fewer or shorter headers."),
    INTERNAL_ERROR(
            "internal-error",
            500,
            "The service failed",
            "An unexpected error occurred. The log has it under the instance.",
            "Try again later. If the error persists, report it with the instance."),
    UNAVAILABLE(
            "unavailable",
            503,
            "The service is temporarily unavailable",
            "Something that the response needs is unavailable, or the service is at its limit.",
            "Try again after the number of seconds in the Retry-After header."),
    SEARCH_NOT_READY(
            "search-not-ready",
            503,
            "Search is not ready",
            "The index that searches and facets need is being built, or the search engine does not respond. Lists without them still work.",
            "Try again after the number of seconds in the Retry-After header. /v1/search/status reports the progress."),
    SEQUENCE_NOT_REACHED(
            "sequence-not-reached",
            503,
            "The sequence number is not reached yet",
            "The request asks for a sequence number that this node has not reached yet.",
            "Try again after the number of seconds in the Retry-After header.");

    private final String slug;
    private final int status;
    private final String title;
    private final String meaning;
    private final String remedy;

    ProblemType(String slug, int status, String title, String meaning, String remedy) {
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }

    /** The path of the page that explains it. */
    public String path() {
        return "/problems/" + slug;
    }

    public static Optional<ProblemType> bySlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    /** The type for a status that the framework decided on; a malformed request for any other 4xx. */
    public static ProblemType byStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status && status != 409)
                .findFirst()
                .orElse(status < 500 ? MALFORMED_REQUEST : status == 503 ? UNAVAILABLE : INTERNAL_ERROR);
    }
}
