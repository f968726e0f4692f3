package org.communique;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class Communique {
    private Communique() {}

    public static void main(String... arguments) {
        // Addresses with bad percent-encoding come as far as the guard, which answers with a problem.
        System.setProperty("vertx.disableURIValidation", "true");
        // A data directory such as "data" is meant from the working directory.
        System.setProperty("h2.implicitRelativePath", "true");
        Quarkus.run(arguments);
    }
}
