package org.communique.http.pipeline;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.communique.cluster.StoreWrites;
import org.communique.http.json.Json;
import org.communique.http.problem.Problem;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.problem.StoreFailure;
import org.communique.http.request.Parameters;
import org.communique.sequence.SequenceWatch;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into a problem document. */
@ApplicationScoped
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @Inject
    AllowedMethods methods;

    @Inject
    SequenceWatch watch;

    @Inject
    StoreWrites writes;

    @ServerExceptionMapper
    Response problem(ProblemException exception, RoutingContext request) {
        return respond(exception, request);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException exception, RoutingContext request) {
        int status = exception.getResponse().getStatus();
        if (status < 400) {
            return exception.getResponse();
        }
        if (status >= 500) {
            return unexpected(exception, request);
        }
        return respond(
                switch (status) {
                    case 404 -> ProblemException.notFound("There is nothing at this address.");
                    case 405 -> methodNotAllowed(request);
                    case 406 ->
                        new ProblemException(
                                        ProblemType.NOT_ACCEPTABLE,
                                        "This resource is available as application/json only.")
                                .with("allowed", List.of("application/json"));
                    case 415 -> unsupported(request);
                    default ->
                        new ProblemException(
                                ProblemType.byStatus(status),
                                ProblemType.byStatus(status).meaning());
                },
                request);
    }

    @ServerExceptionMapper
    Response json(JacksonException exception, RoutingContext request) {
        return respond(new ProblemException(ProblemType.MALFORMED_REQUEST, exception.getOriginalMessage()), request);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable exception, RoutingContext request) {
        Optional<ProblemException> away = StoreFailure.of(exception);
        if (away.isPresent()) {
            if (writes.refusal().isEmpty()) {
                LOG.warnf("%s %s: the store failed: %s", request.request().method(), instance(request), exception);
                watch.suspect();
            }
            return respond(away.get(), request);
        }
        LOG.errorf(exception, "%s %s failed", request.request().method(), instance(request));
        return respond(new ProblemException(ProblemType.INTERNAL_ERROR, ProblemType.INTERNAL_ERROR.meaning()), request);
    }

    private ProblemException methodNotAllowed(RoutingContext request) {
        String allow = String.join(", ", methods.of(request.normalizedPath()));
        return new ProblemException(
                        ProblemType.METHOD_NOT_ALLOWED,
                        request.request().method() + " is not allowed here; " + allow + " are.")
                .header("Allow", allow);
    }

    private ProblemException unsupported(RoutingContext request) {
        List<String> allowed = methods.consumed(request.normalizedPath());
        String sent = request.request().getHeader("Content-Type");
        return new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        (sent == null
                                        ? "The body has no Content-Type"
                                        : "A body of " + Parameters.shown(sent) + " is not supported here")
                                + "; send " + String.join(" or ", allowed) + ".")
                .with("allowed", allowed);
    }

    private static Response respond(ProblemException exception, RoutingContext request) {
        Response.ResponseBuilder response = Response.status(exception.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(Json.bytes(exception.problem(instance(request))));
        exception.headers().forEach(response::header);
        return response.build();
    }

    static String instance(RoutingContext request) {
        return request.request().uri();
    }
}
