package org.communique.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Writes into the contract what holds for every operation, so that no resource repeats it. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {
    /** Names the shared parameters that an operation takes, parted by commas. */
    private static final String PARAMETERS = "x-parameters";

    /** Names the shared request body. */
    private static final String BODY = "x-body";

    private static final String RELEASE_FILTER = "releaseFilter";

    private static final String CHANGE_FILTER = "changeFilter";

    /** Members that are there and null where a thing has none of it. */
    private static final Set<String> NULLABLE = Set.of(
            "withdrawal",
            "summary",
            "place",
            "image",
            "description",
            "iso3",
            "group",
            "namingNote",
            "parent",
            "hostCountry",
            "activeFrom",
            "activeTo",
            "successor",
            "detail",
            "finishedAt",
            "reason",
            "role",
            "organisation",
            "phone",
            "basedOn",
            "publishAt",
            "createdAt",
            "createdBy",
            "touchedAt",
            "touchedBy",
            "changeNote",
            "expiresAt",
            "lastUsedAt",
            "revokedAt",
            "previousSecretUntil",
            "replacedBy",
            "from",
            "to",
            "email",
            "mediaType",
            "size",
            "alt",
            "credit",
            "timeLeft",
            "queuePosition");

    private static final Set<String> PROBLEMS = Set.of("Problem", "Fault", "LineFault");

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        contract.getComponents().getSchemas().forEach((name, schema) -> {
            if (!PROBLEMS.contains(name) && schema.getProperties() != null) {
                schema.getProperties().keySet().stream()
                        .filter(NULLABLE::contains)
                        .toList()
                        .forEach(member -> schema.addProperty(
                                member, nullable(schema.getProperties().get(member))));
            }
        });
        for (Map.Entry<String, PathItem> path :
                contract.getPaths().getPathItems().entrySet()) {
            path.getValue().getOperations().forEach((method, operation) -> {
                parameters(operation);
                write(path.getKey(), method, operation);
                if (method == PathItem.HttpMethod.GET && path.getKey().startsWith("/v1")) {
                    read(operation, path.getKey().contains("{"));
                }
                problems(operation, path.getKey().contains("{"));
                if (method != PathItem.HttpMethod.GET) {
                    received(operation);
                }
                example(operation);
                name(path.getKey(), operation);
            });
        }
    }

    private static void parameters(Operation operation) {
        if (operation.hasExtension(PARAMETERS)) {
            for (String name :
                    operation.getExtensions().get(PARAMETERS).toString().split(",")) {
                if (name.equals(RELEASE_FILTER)) {
                    ContractParameters.filter(operation, true);
                } else if (name.equals(CHANGE_FILTER)) {
                    ContractParameters.filter(operation, false);
                } else {
                    operation.addParameter(OASFactory.createParameter().ref(name));
                }
            }
            operation.removeExtension(PARAMETERS);
        }
    }

    private static void write(String path, PathItem.HttpMethod method, Operation operation) {
        if (operation.hasExtension(BODY)) {
            operation.setRequestBody(OASFactory.createRequestBody()
                    .ref(operation.getExtensions().get(BODY).toString()));
            operation.removeExtension(BODY);
        }
        // What is not of the API proper, such as the hub, follows a standard of its own.
        if (method == PathItem.HttpMethod.GET || !path.startsWith("/v1")) {
            return;
        }
        boolean draft = path.startsWith("/v1/drafts/{id}");
        if (method == PathItem.HttpMethod.POST) {
            operation.addParameter(OASFactory.createParameter().ref("idempotencyKey"));
        }
        boolean subscription = path.equals("/v1/subscriptions/{id}");
        if (draft || subscription || path.startsWith("/v1/press-releases/")) {
            operation.addParameter(OASFactory.createParameter().ref("ifMatch"));
            operation.getResponses().addAPIResponse("412", response("PreconditionFailed"));
        }
        if (draft && method != PathItem.HttpMethod.POST || subscription && method == PathItem.HttpMethod.PATCH) {
            operation.getResponses().addAPIResponse("428", response("PreconditionRequired"));
        }
        operation.getResponses().addAPIResponse("409", response("Conflict"));
        operation.getResponses().addAPIResponse("422", response("Unprocessable"));
        if (operation.getRequestBody() != null) {
            operation.getResponses().addAPIResponse("415", response("UnsupportedMediaType"));
        }
    }

    private static void read(Operation operation, boolean item) {
        if (operation.getSecurity() == null) {
            operation.addParameter(OASFactory.createParameter().ref("minSequence"));
            operation.addParameter(OASFactory.createParameter().ref("ifNoneMatch"));
            operation.getResponses().addAPIResponse("304", response("NotModified"));
            operation.getResponses().addAPIResponse("503", response("NotReached"));
            APIResponse ok = operation.getResponses().getAPIResponse("200");
            for (String header : List.of(
                    "ETag",
                    "Last-Modified",
                    "Cache-Control",
                    "Communique-Sequence",
                    "Link",
                    "RateLimit",
                    "RateLimit-Policy")) {
                ok.addHeader(header, OASFactory.createHeader().ref(header));
            }
            if (operation.getTags().contains("Press releases")) {
                ok.addHeader("Content-Language", OASFactory.createHeader().ref("Content-Language"));
            }
        }
        operation.getResponses().getAPIResponse("200").setDescription(item ? "The item" : "The collection");
    }

    /** What keeps a body from arriving. */
    private static void received(Operation operation) {
        operation.getResponses().addAPIResponse("408", response("RequestTimeout"));
        operation.getResponses().addAPIResponse("413", response("TooLarge"));
        operation.getResponses().addAPIResponse("417", response("ExpectationFailed"));
    }

    private static void problems(Operation operation, boolean item) {
        APIResponses responses = operation.getResponses();
        responses.addAPIResponse("400", response("BadRequest"));
        responses.addAPIResponse("406", response("NotAcceptable"));
        responses.addAPIResponse("429", response("TooManyRequests"));
        if (item) {
            responses.addAPIResponse("404", response("NotFound"));
        }
        if (operation.getSecurity() != null) {
            responses.addAPIResponse("401", response("Unauthorized"));
            responses.addAPIResponse("403", response("Forbidden"));
        } else {
            operation.setSecurity(List.of());
        }
    }

    /** The verbs on terms are written once; their operations are named for their vocabularies. */
    private static void name(String path, Operation operation) {
        String id = operation.getOperationId();
        if (id.endsWith("Term")) {
            String vocabulary = path.split("/")[2];
            operation.setOperationId(id.substring(0, id.length() - "Term".length())
                    + switch (vocabulary) {
                        case "fields-of-work" -> "FieldOfWork";
                        case "countries" -> "Country";
                        case "organizational-units" -> "OrganizationalUnit";
                        default -> "MeetingSeries";
                    });
        }
    }

    /** The example with the operation's id, where there is one. */
    private static void example(Operation operation) {
        APIResponses responses = operation.getResponses();
        APIResponse ok = responses.getAPIResponse(responses.hasAPIResponse("201") ? "201" : "200");
        if (ok == null || ok.getContent() == null) {
            return;
        }
        MediaType json = ok.getContent().getMediaType("application/json");
        if (json != null && json.getExamples() == null) {
            json.addExample(
                    operation.getOperationId(), OASFactory.createExample().ref(operation.getOperationId()));
        }
    }

    private static APIResponse response(String name) {
        return OASFactory.createAPIResponse().ref(name);
    }

    private static Schema nullable(Schema schema) {
        if (schema.getRef() == null) {
            return schema.addType(Schema.SchemaType.NULL);
        }
        return OASFactory.createSchema()
                .addAnyOf(schema)
                .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
    }
}
