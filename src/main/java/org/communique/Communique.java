package org.communique;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;

/** Starts the service. */
@QuarkusMain
public final class Communique {
    private static final String DATA_DIRECTORY = "communique.data-directory";
    private static final String EVENT_LOOPS = "quarkus.vertx.event-loops-pool-size";

    private Communique() {}

    public static void main(String... arguments) {
        // Addresses with bad percent-encoding come as far as the guard, which answers with a problem.
        System.setProperty("vertx.disableURIValidation", "true");
        // H2 takes absolute paths only, so a data directory such as "data" is made one, from the working directory.
        String environment = System.getenv().getOrDefault("COMMUNIQUE_DATA_DIRECTORY", "data");
        String directory = System.getProperty(DATA_DIRECTORY, environment);
        System.setProperty(DATA_DIRECTORY, Path.of(directory).toAbsolutePath().toString());
        // One for each processor: more of them would only wait for each other.
        if (System.getenv("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE") == null && System.getProperty(EVENT_LOOPS) == null) {
            System.setProperty(
                    EVENT_LOOPS, Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        Quarkus.run(arguments);
    }
}
