package org.communique.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Writes into the contract what holds for every operation, so that no resource repeats it. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OpenApiDocumentFilter implements OASFilter {
    /** Names the shared parameters, or groups of them, that an operation takes, separated by commas. */
    private static final String PARAMETERS = "x-parameters";

    /** Names the shared request body. */
    private static final String BODY = "x-body";

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

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);

    private static final DotName REQUIRES = DotName.createSimple("org.communique.access.RequiresScope");

    private static final Set<String> PROBLEMS = Set.of("Problem", "Fault", "LineFault");

    /** The scope that an operation requires, by its id; public operations are not in it. */
    private final Map<String, String> scopes = new HashMap<>();

    /** The resources say with {@code @Requires} who may call them; the contract says the same. */
    public OpenApiDocumentFilter(IndexView classes) {
        for (AnnotationInstance operation : classes.getAnnotations(OPERATION)) {
            MethodInfo method = operation.target().asMethod();
            AnnotationInstance requires = method.hasAnnotation(REQUIRES)
                    ? method.annotation(REQUIRES)
                    : method.declaringClass().declaredAnnotation(REQUIRES);
            if (requires != null) {
                scopes.put(
                        operation.value("operationId").asString(),
                        requires.value().asEnum().toLowerCase(Locale.ROOT).replace('_', ':'));
            }
        }
    }

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
        // Its content stands beside its own members.
        contract.getComponents()
                .getSchemas()
                .get("Draft")
                .addAllOf(OASFactory.createSchema().ref("ReleaseContent"));
        for (Map.Entry<String, PathItem> path :
                contract.getPaths().getPathItems().entrySet()) {
            path.getValue().getOperations().forEach((method, operation) -> {
                String scope = scopes.get(operation.getOperationId());
                secure(operation, scope);
                parameters(operation);
                dropExtensions(operation);
                write(path.getKey(), method, operation);
                if (method == PathItem.HttpMethod.GET && path.getKey().startsWith("/v1")) {
                    read(operation, path.getKey().contains("{"));
                }
                ContractAnswers.declare(path.getKey(), method, operation, scope);
                example(operation);
                name(path.getKey(), operation);
            });
        }
        ContractAnswers.negotiate(contract.getPaths().getPathItems());
    }

    private static void parameters(Operation operation) {
        if (operation.hasExtension(PARAMETERS)) {
            for (String name :
                    operation.getExtensions().get(PARAMETERS).toString().split(",")) {
                List<Parameter> group = group(name);
                if (group.isEmpty()) {
                    operation.addParameter(OASFactory.createParameter().ref(name));
                } else {
                    group.forEach(operation::addParameter);
                }
            }
            operation.removeExtension(PARAMETERS);
        }
    }

    private static List<Parameter> group(String name) {
        return ServiceLoader.load(SharedParameters.class, OpenApiDocumentFilter.class.getClassLoader()).stream()
                .flatMap(shared -> shared.get().group(name).stream())
                .toList();
    }

    private static void write(String path, PathItem.HttpMethod method, Operation operation) {
        if (operation.hasExtension(BODY)) {
            operation.setRequestBody(OASFactory.createRequestBody()
                    .ref(operation.getExtensions().get(BODY).toString()));
            operation.removeExtension(BODY);
        }
        if (isUnread(operation.getRequestBody())) {
            operation.setRequestBody(null);
        }
        if (method == PathItem.HttpMethod.POST && path.startsWith("/v1")) {
            operation.addParameter(OASFactory.createParameter().ref("idempotencyKey"));
        }
        if (ContractAnswers.takesIfMatch(path, method)) {
            operation.addParameter(OASFactory.createParameter().ref("ifMatch"));
        }
        APIResponses responses = operation.getResponses();
        if (method == PathItem.HttpMethod.PUT || method == PathItem.HttpMethod.PATCH && path.startsWith("/v1/drafts")) {
            ContractAnswers.createdOrChanged(responses);
        }
        if (responses.hasAPIResponse("201")) {
            ContractAnswers.header(responses.getAPIResponse("201"), "Location");
        }
    }

    /** Bytes that are taken only to recognise the request when it is repeated. */
    private static boolean isUnread(RequestBody body) {
        return body != null
                && body.getContent() != null
                && body.getContent().getMediaTypes().values().stream()
                        .allMatch(media -> media.getSchema() != null
                                && "binary".equals(media.getSchema().getFormat()));
    }

    private static void read(Operation operation, boolean item) {
        if (operation.getSecurity().isEmpty()) {
            operation.addParameter(OASFactory.createParameter().ref("minSequence"));
            operation.addParameter(OASFactory.createParameter().ref("ifNoneMatch"));
        }
        operation.getResponses().getAPIResponse("200").setDescription(item ? "The item" : "The collection");
    }

    /** A bearer of a credential with this scope; nobody in particular where it is null. */
    private static void secure(Operation operation, String scope) {
        operation.setSecurity(
                scope == null
                        ? List.of()
                        : List.of(OASFactory.createSecurityRequirement().addScheme("apiKey", scope)));
    }

    /** The scanner copies what is written for an operation into its body and answers. */
    private static void dropExtensions(Operation operation) {
        APIResponses responses = operation.getResponses();
        for (String name : List.of(PARAMETERS, BODY)) {
            if (operation.getRequestBody() != null) {
                operation.getRequestBody().removeExtension(name);
            }
            responses.removeExtension(name);
            responses.getAPIResponses().values().forEach(response -> response.removeExtension(name));
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

    private static Schema nullable(Schema schema) {
        if (schema.getRef() == null) {
            return schema.addType(Schema.SchemaType.NULL);
        }
        return OASFactory.createSchema()
                .addAnyOf(schema)
                .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
    }
}
