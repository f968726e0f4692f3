package org.communique.value;

import org.communique.http.problem.ProblemType;

/** Breaks the arrows on purpose, so that the rule can be seen to find it. */
public final class PlantedWrongImport {
    static final ProblemType UP = ProblemType.NOT_FOUND;

    static int uphill() {
        return UP.status();
    }

    private PlantedWrongImport() {}
}
