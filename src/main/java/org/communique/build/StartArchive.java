package org.communique.build;

import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.pkg.PackageConfig.JarConfig.JarType;
import io.quarkus.deployment.pkg.builditem.ArtifactResultBuildItem;
import io.quarkus.deployment.pkg.builditem.JarBuildItem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Runs the packaged service once and has Java write an archive of the classes that it loaded (JEP 350). A start with the
 * archive, on the same Java and with the same files in the same place, takes about half the time.
 */
public class StartArchive {
    /** Beside the jar that is run. */
    static final String NAME = "communique.jsa";

    /** Set in {@code application.properties}; the image has an archive of its own. */
    private static final String ENABLED = "build.start-archive";

    private static final Logger LOG = Logger.getLogger(StartArchive.class);

    @BuildStep(onlyIf = IsProduction.class)
    void write(JarBuildItem jar, BuildProducer<ArtifactResultBuildItem> artifacts) {
        boolean enabled = ConfigProvider.getConfig()
                .getOptionalValue(ENABLED, boolean.class)
                .orElse(false);
        // With a class loader of the framework, Java still reads every class file, archive or not.
        if (!enabled || jar.getType() != JarType.AOT_JAR) {
            return;
        }
        Path archive = jar.getPath().resolveSibling(NAME).toAbsolutePath();
        try {
            new TrainingRun(jar.getPath().toAbsolutePath()).write(archive);
            artifacts.produce(new ArtifactResultBuildItem(archive, "start-archive", Map.of()));
        } catch (IOException | RuntimeException failed) {
            LOG.warnf("The class archive was not created; the service starts without one: %s", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
