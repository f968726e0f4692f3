package org.communique;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;

/** Starts the service. */
@QuarkusMain
public final class Communique {
    private static final String DATA_DIRECTORY = "communique.data-directory";

    private Communique() {}

    public static void main(String... arguments) {
        // Addresses with bad percent-encoding come as far as the guard, which answers with a problem.
        System.setProperty("vertx.disableURIValidation", "true");
        // H2 takes absolute paths only, so a data directory such as "data" is made one, from the working directory.
        String environment = System.getenv().getOrDefault("COMMUNIQUE_DATA_DIRECTORY", "data");
        String directory = System.getProperty(DATA_DIRECTORY, environment);
        System.setProperty(DATA_DIRECTORY, Path.of(directory).toAbsolutePath().toString());
        Quarkus.run(arguments);
    }
}
