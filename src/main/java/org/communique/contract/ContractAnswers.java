package org.communique.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What an operation can answer besides what it is for: for the contract, declared once for all operations of a kind. */
final class ContractAnswers {
    /** Whatever is asked for. */
    private static final Map<String, String> ALWAYS = new TreeMap<>(Map.of(
            "400", "BadRequest",
            "406", "NotAcceptable",
            "408", "RequestTimeout",
            "413", "TooLarge",
            "414", "UriTooLong",
            "417", "ExpectationFailed",
            "429", "TooManyRequests",
            "431", "HeadersTooLarge",
            "503", "Unavailable"));

    private static final List<String> HEADERS_OF_READS = List.of(
            "ETag", "Last-Modified", "Cache-Control", "Communique-Sequence", "Link", "RateLimit", "RateLimit-Policy");

    private ContractAnswers() {}

    /**
     * Adds them.
     *
     * @param scope that the operation requires; null where it is public
     */
    static void declare(String path, HttpMethod method, Operation operation, String scope) {
        APIResponses responses = operation.getResponses();
        boolean api = path.startsWith("/v1");
        boolean read = method == HttpMethod.GET;
        if (read && scope == null && !path.startsWith("/problems")) {
            read(operation);
            if (isMoved(path, operation)) {
                add(responses, "308", "Moved");
            }
        }
        // What is not of the API proper, such as the hub, follows a standard of its own.
        if (!read && api) {
            add(responses, "409", "Conflict");
            add(responses, "422", "Unprocessable");
        }
        if (operation.getRequestBody() != null || method == HttpMethod.POST) {
            add(responses, "415", "UnsupportedMediaType");
        }
        if (isOfRelease(path)) {
            add(responses, "410", "Gone");
        }
        if (takesIfMatch(path, method)) {
            add(responses, "412", "PreconditionFailed");
            if (needsIfMatch(path, method)) {
                add(responses, "428", "PreconditionRequired");
            }
        }
        if (path.contains("{")) {
            add(responses, "404", "NotFound");
        }
        if (scope != null) {
            add(responses, "401", "Unauthorized");
            add(responses, "403", "Forbidden");
        }
        ALWAYS.forEach((status, name) -> add(responses, status, name));
    }

    /** A slug may have been changed, and a term merged into another. */
    private static boolean isMoved(String path, Operation operation) {
        return path.startsWith("/v1/press-releases/{id}")
                || path.contains("{code}")
                || path.startsWith("/v1/press-releases") && has(operation, "q");
    }

    private static boolean has(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(one -> one.getRef() != null && one.getRef().endsWith("/" + parameter));
    }

    /** What is known by the id of a press release, which may have been retracted. */
    private static boolean isOfRelease(String path) {
        return path.startsWith("/v1/press-releases/{id}") || path.startsWith("/v1/drafts/{id}");
    }

    static boolean takesIfMatch(String path, HttpMethod method) {
        return method != HttpMethod.GET && (isOfRelease(path) || path.equals("/v1/subscriptions/{id}"));
    }

    private static boolean needsIfMatch(String path, HttpMethod method) {
        return path.equals("/v1/drafts/{id}") || path.equals("/v1/subscriptions/{id}") && method == HttpMethod.PATCH;
    }

    private static void read(Operation operation) {
        APIResponses responses = operation.getResponses();
        add(responses, "304", "NotModified");
        APIResponse ok = responses.getAPIResponse("200");
        HEADERS_OF_READS.forEach(header -> header(ok, header));
        if (operation.getTags().contains("Press releases")) {
            header(ok, "Content-Language");
        }
    }

    /** A write that makes a thing or changes the one there is answers the same in both cases, but for the status. */
    static void createdOrChanged(APIResponses responses) {
        APIResponse created = responses.getAPIResponse("201");
        APIResponse changed = responses.getAPIResponse("200");
        Content content = (created == null ? changed : created).getContent();
        responses.addAPIResponse(
                "200", OASFactory.createAPIResponse().description("Changed").content(content));
        responses.addAPIResponse(
                "201", OASFactory.createAPIResponse().description("Created").content(content));
    }

    /** An address whose representation the header Accept chooses has those of the addresses with a suffix, and {@code .json} is one. */
    static void negotiate(Map<String, PathItem> paths) {
        paths.forEach((path, item) -> {
            PathItem suffixed = paths.get(path + ".{format}");
            if (suffixed != null && item.getGET() != null) {
                Content plain =
                        item.getGET().getResponses().getAPIResponse("200").getContent();
                Content other =
                        suffixed.getGET().getResponses().getAPIResponse("200").getContent();
                Map<String, MediaType> own = plain.getMediaTypes();
                Map<String, MediaType> others = other.getMediaTypes();
                others.forEach(plain::addMediaType);
                own.forEach(other::addMediaType);
            }
        });
    }

    static void header(APIResponse response, String name) {
        response.addHeader(name, OASFactory.createHeader().ref(name));
    }

    private static void add(APIResponses responses, String status, String name) {
        if (!responses.hasAPIResponse(status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
        }
    }
}
