package org.communique.http.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/** The body of every error: a problem document (RFC 9457), with the faults of the request and what the type adds. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<Fault> errors,
        @JsonIgnore Map<String, Object> extensions) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final int LONGEST_INSTANCE = 500;

    public static Problem of(
            ProblemType type, String detail, String instance, List<Fault> errors, Map<String, Object> more) {
        String cut = instance.length() > LONGEST_INSTANCE ? instance.substring(0, LONGEST_INSTANCE) + "…" : instance;
        return new Problem(type.path(), type.title(), type.status(), detail, cut, errors, more);
    }

    @JsonAnyGetter
    Map<String, Object> members() {
        return extensions;
    }
}
