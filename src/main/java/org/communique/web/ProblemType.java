package org.communique.web;

import java.util.Arrays;
import java.util.Optional;

/** Every kind of problem the service answers with (RFC 9457). A slug is never reused for another meaning. */
public enum ProblemType {
    MALFORMED_REQUEST(
            "malformed-request",
            400,
            "The request cannot be read",
            "The address, a header or the body is not written as HTTP, percent-encoding, UTF-8 or JSON want it.",
            "Encode the address and the body as the error says, and send the request again."),
    INVALID_PARAMETERS(
            "invalid-parameters",
            400,
            "Parameters cannot be read",
            "One or more parameters or headers are unknown, repeated, of the wrong form or name an unknown code.",
            "Every fault is listed under errors, with what is allowed and the nearest valid spelling. Mend them all."),
    TERM_MERGED(
            "term-merged",
            400,
            "The filter names a term that has become another",
            "A term in the filter was merged into another, so that it selects nothing any more.",
            "Use the term named under didYouMean in its place, and reconcile once by the digest."),
    AFTER_BEYOND_END(
            "after-beyond-end",
            400,
            "The position is beyond the end",
            "The store has no change with the number given in after yet: it is not the store that gave it.",
            "Compare meta.store with the store you followed, reconcile by the digest, and go on from its sequence."),
    UNAUTHORIZED(
            "unauthorized",
            401,
            "Credentials are missing or not valid",
            "The operation needs a credential, and the request has none or one that is unknown, expired or revoked.",
            "Send a valid key in the header Authorization: Bearer."),
    FORBIDDEN(
            "forbidden",
            403,
            "The key does not have the scope",
            "The credential is valid, but does not give the scope that the operation needs.",
            "Use a key that has the scope named in the error."),
    NOT_FOUND(
            "not-found",
            404,
            "Nothing public is here",
            "The address names nothing, or something that is not public.",
            "Check the spelling against the entry document at /v1 or the collection the item belongs to."),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            405,
            "The method does not work here",
            "The resource exists, but not with this method.",
            "Use one of the methods in the Allow header."),
    NOT_ACCEPTABLE(
            "not-acceptable",
            406,
            "No representation fits the Accept header",
            "The Accept header rules out every media type that the resource has.",
            "Accept one of the media types listed under allowed, or leave the header out."),
    REQUEST_TIMEOUT(
            "request-timeout",
            408,
            "The request did not arrive in time",
            "The head or the body of the request was sent too slowly, or not at all.",
            "Send the request again, on a new connection and faster."),
    ILLEGAL_MOVE(
            "illegal-move",
            409,
            "The move is not possible in this state",
            "What the request wants cannot be done to the thing in the state it is in.",
            "The moves that are possible are listed under moves."),
    LIVE_MOVED(
            "live-moved",
            409,
            "The live release has moved on",
            "The draft was made from a revision that is not the live one any more.",
            "Look at what is live, take over what is missing, and discard the draft or write it anew."),
    IN_USE(
            "in-use",
            409,
            "The term is in use",
            "A term that releases or other terms refer to cannot be deleted.",
            "Close it, or merge it into another."),
    SECRET_SHOWN(
            "secret-shown",
            409,
            "The answer held a secret and is not repeated",
            "A request with this Idempotency-Key has been carried out, and its answer showed a secret, once.",
            "The thing it made is at the Location. Rotate its secret if the answer was lost."),
    GONE(
            "gone",
            410,
            "The press release was retracted",
            "The press release was public and has been retracted. Its text is gone for good.",
            "Remove your copy. Where replacedBy names a press release, read that one instead."),
    PRECONDITION_FAILED(
            "precondition-failed",
            412,
            "It has changed since",
            "The If-Match header does not name the present state.",
            "Read it again and repeat the change on what is there now."),
    CONTENT_TOO_LARGE(
            "content-too-large",
            413,
            "The body is too large",
            "The body is larger than the operation takes.",
            "Send a smaller body; an archive can be sent in parts."),
    URI_TOO_LONG(
            "uri-too-long",
            414,
            "The address is too long",
            "The address is longer than 16,384 characters.",
            "Use fewer or shorter parameters."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type",
            415,
            "The body is of a media type that is not taken here",
            "The Content-Type or Content-Encoding of the body is missing or is not one the operation reads.",
            "Send one of the media types listed under allowed."),
    EXPECTATION_FAILED(
            "expectation-failed",
            417,
            "The expectation cannot be met",
            "The Expect header asks for something other than 100-continue.",
            "Leave the Expect header out."),
    UNPROCESSABLE(
            "unprocessable",
            422,
            "The content is not acceptable",
            "The body could be read, but what it says cannot be accepted.",
            "Every fault is listed under errors with a JSON pointer (RFC 6901). Mend them all."),
    KEY_REUSED(
            "idempotency-key-reused",
            422,
            "The Idempotency-Key was used with another body",
            "A request to this path with the same Idempotency-Key and another body was carried out in the last 24 hours.",
            "Use a new key for a new request."),
    PRECONDITION_REQUIRED(
            "precondition-required",
            428,
            "The change needs If-Match",
            "Without If-Match the change could overwrite what somebody else has just written.",
            "Read the thing and send its ETag in If-Match."),
    TOO_MANY_REQUESTS(
            "too-many-requests",
            429,
            "Too many requests",
            "More was asked for in this time, or is open at once, than one address, key or callback host may have.",
            "Wait for the seconds in the Retry-After header."),
    HEADERS_TOO_LARGE(
            "headers-too-large",
            431,
            "The headers are too large",
            "The header fields together are larger than 32,768 characters.",
            "Send fewer or shorter headers."),
    INTERNAL_ERROR(
            "internal-error",
            500,
            "The service failed",
            "Something went wrong inside the service. It has been logged under the instance.",
            "Try again later; if it stays, report it with the instance."),
    UNAVAILABLE(
            "unavailable",
            503,
            "The service cannot answer now",
            "A part that the answer needs is not there at the moment, or the service has as much to do as it can.",
            "Try again after the seconds in the Retry-After header."),
    SEARCH_NOT_READY(
            "search-not-ready",
            503,
            "Search is not ready",
            "The index that answers searches and facets is being built, or its engine does not answer. Lists work without.",
            "Try again after the seconds in the Retry-After header; /v1/search/status tells how far it is."),
    SEQUENCE_NOT_REACHED(
            "sequence-not-reached",
            503,
            "The sequence is not reached yet",
            "The request asks for the state of a sequence number that this node does not hold yet.",
            "Try again after the seconds in the Retry-After header.");

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

    static Optional<ProblemType> bySlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    /** The type for a status that the framework decided on; a malformed request for any other 4xx. */
    static ProblemType byStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status && status != 409)
                .findFirst()
                .orElse(status < 500 ? MALFORMED_REQUEST : status == 503 ? UNAVAILABLE : INTERNAL_ERROR);
    }
}
