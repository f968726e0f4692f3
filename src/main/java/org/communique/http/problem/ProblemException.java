package org.communique.http.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem. */
public class ProblemException extends RuntimeException {
    /** That one problem lists. */
    public static final int MOST_FAULTS = 100;

    private final transient ProblemType type;
    private final transient List<Fault> errors;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public ProblemException(ProblemType type, String detail, List<Fault> errors) {
        super(
                errors.size() > MOST_FAULTS ? detail + " The first " + MOST_FAULTS + " are listed." : detail,
                null,
                false,
                false);
        this.type = type;
        this.errors = List.copyOf(errors.subList(0, Math.min(errors.size(), MOST_FAULTS)));
    }

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** All the faults of the request's parameters. */
    public static ProblemException invalid(List<Fault> faults) {
        String detail = faults.size() == 1 ? faults.get(0).detail() : faults.size() + " errors in the request.";
        return new ProblemException(ProblemType.INVALID_PARAMETERS, detail, faults);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(ProblemType.NOT_FOUND, detail);
    }

    /** Adds a member of its own to the problem document. */
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    /** The faults, or the problem itself as one where it lists none. */
    public List<Fault> faults() {
        return errors.isEmpty() ? List.of(Fault.body("", type.slug(), getMessage())) : errors;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Problem problem(String instance) {
        return Problem.of(type, getMessage(), instance, errors, members);
    }
}
