package org.communique.access;

import jakarta.enterprise.context.RequestScoped;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;

/** Who makes this request. */
@RequestScoped
public class CurrentCaller {
    private Caller caller;

    void set(Caller known) {
        caller = known;
    }

    public Caller get() {
        return caller;
    }

    /** Ends the request with 403 where the caller does not have the scope. */
    public void require(Scope scope) {
        if (!caller.scopes().contains(scope)) {
            throw new ProblemException(
                            ProblemType.FORBIDDEN, caller.shown() + " does not have the scope " + scope.wire() + ".")
                    .with("scope", scope.wire());
        }
    }
}
