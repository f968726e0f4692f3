package org.communique.http.headers;

import java.util.Arrays;
import java.util.List;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;

/** If-Match (RFC 9110 section 13.1.1), which keeps one writer from overwriting another. */
public final class Preconditions {
    private Preconditions() {}

    /** Ends the request with 428 where the header is missing, with 412 where it names none of the validators. */
    public static void require(String ifMatch, List<String> validators) {
        if (ifMatch == null) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send the ETag from reading the resource in the If-Match header.");
        }
        honour(ifMatch, validators);
    }

    /** Ends the request with 412 where the header is there and names none of the validators. */
    public static void honour(String ifMatch, List<String> validators) {
        if (ifMatch != null
                && Arrays.stream(ifMatch.split(","))
                        .map(String::strip)
                        .noneMatch(tag -> tag.equals("*") || validators.contains(tag))) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED,
                    "The resource has changed since it was read: If-Match has " + Parameters.shown(ifMatch) + ".");
        }
    }
}
