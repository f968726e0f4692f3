package org.communique.build;

import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.cmd.RunCommandActionBuildItem;
import io.quarkus.deployment.pkg.builditem.BuildSystemTargetBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code quarkus:run} runs, in place of the framework's own command, which takes no options of Java: the jar with the
 * archive of classes. It is for trying the service out, so the second compiler, which a start gains nothing from, stays
 * off.
 */
public class RunCommand {
    @BuildStep(onlyIf = IsProduction.class)
    void run(
            OutputTargetBuildItem target,
            BuildSystemTargetBuildItem build,
            BuildProducer<RunCommandActionBuildItem> commands) {
        Path folder = target.getOutputDirectory().resolve("quarkus-app").toAbsolutePath();
        Path archive = folder.resolve(StartArchive.NAME);
        if (Files.notExists(archive)) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:SharedArchiveFile=" + archive,
                // Not a word where the archive is of another Java.
                "-Xlog:cds=off,cds+dynamic=off",
                "-XX:TieredStopAtLevel=1"));
        Map<String, String> properties = new TreeMap<>();
        build.getBuildSystemProps().forEach((name, value) -> properties.put(name.toString(), value.toString()));
        // What was given to Maven is for the service, as it is for its Java.
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("quarkus.") || name.startsWith("communique."))
                .forEach(name -> properties.put(name, System.getProperty(name)));
        // The pom's own, which is no setting.
        properties.remove("quarkus.version");
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", folder.resolve("quarkus-run.jar").toString()));
        commands.produce(new RunCommandActionBuildItem("communique", command, null, null, null, false));
    }
}
