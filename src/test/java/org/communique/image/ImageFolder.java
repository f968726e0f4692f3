package org.communique.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does in a folder what a container engine does with a Dockerfile. Absolute paths are taken to be within the folder, the
 * programs of a base image are those of this machine, and what needs a machine of its own (users, packages) is left out.
 */
final class ImageFolder {
    /** Nobody, in the place of the image's user, where this process may become another: PostgreSQL wants one that is known. */
    private static final String USER = "65534";

    private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w./}>])/(build|opt|var|usr/local)(?=/|\\b)");
    private static final String POSTGRESQL = "/usr/lib/postgresql/*/bin";

    private final Path project;
    private final Path java;
    private final Path postgresql;
    private final Path work;
    private final Path stages;
    /** Of the stage that is being built, always in one place, as a cache of classes is for one place. */
    private final Path root;

    private final Path programs;
    /** What an engine is sent of the project. */
    private final List<String> sent;

    private final Map<String, String> environment = new HashMap<>();
    private Path directory;
    private String stage = "";
    private boolean isOrdinaryUser;
    private List<String> entry = List.of();
    private List<String> healthCheck = List.of();

    /** @param postgresql the folder of PostgreSQL's programs */
    ImageFolder(Path work, Path project, Path java, Path postgresql) throws IOException {
        this.work = work;
        this.project = project;
        this.sent = Files.readAllLines(project.resolve(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        this.java = java;
        this.postgresql = postgresql;
        this.stages = Files.createDirectories(work.resolve("stages"));
        this.root = work.resolve("root");
        this.programs = Files.createDirectories(work.resolve("programs"));
        program("apt-get", "exit 0");
        program("useradd", "exit 0");
        // The owner is a user that this machine does not know by name.
        program(
                "install",
                "test \"$1 $2\" = '-d -o' && shift 3 && mkdir -p \"$@\" && { test $(id -u) != 0 || chown " + USER
                        + " \"$@\"; }");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/usr/bin/env bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void build(Dockerfile file) throws IOException, InterruptedException {
        for (Dockerfile.Instruction instruction : file.instructions()) {
            String arguments = instruction.arguments();
            switch (instruction.name()) {
                case "FROM" -> from(arguments.split("\\s+"));
                case "WORKDIR" -> directory = Files.createDirectories(Path.of(here(arguments)));
                case "ENV" ->
                    environment.put(arguments.split("=")[0], here(arguments.split("=", 2)[1]));
                case "USER" -> isOrdinaryUser = !arguments.equals("root");
                case "COPY" -> copy(arguments.split("\\s+"));
                case "RUN" -> run(List.of("bash", "-euc", here(arguments)));
                case "ENTRYPOINT" -> entry = instruction.words();
                case "HEALTHCHECK" -> healthCheck = instruction.words();
                case "ARG", "LABEL", "VOLUME", "EXPOSE" -> {}
                default -> throw new IllegalArgumentException(instruction.name() + " is not known to this test");
            }
        }
    }

    private void from(String[] words) throws IOException, InterruptedException {
        if (Files.exists(root)) {
            Files.move(root, stages.resolve(stage));
        }
        if (Files.exists(stages.resolve(words[0]))) {
            // Times of files are kept, as layers of an image keep them.
            run(List.of("cp", "-a", stages.resolve(words[0]).toString(), root.toString()), work, false);
        } else {
            Files.createDirectories(root);
            environment.clear();
            directory = root;
        }
        stage = words.length > 2 ? words[2] : "image";
        isOrdinaryUser = false;
    }

    private void copy(String[] words) throws IOException, InterruptedException {
        boolean isOfStage = words[0].startsWith("--from=");
        if (!isOfStage && sent.stream().noneMatch(words[0]::startsWith)) {
            throw new AssertionError(".dockerignore leaves out " + words[0]);
        }
        Path source = isOfStage
                ? stages.resolve(words[0].substring("--from=".length())).resolve(words[1].substring(1))
                : project.resolve(words[0]);
        String target = here(words[words.length - 1]);
        Path to = directory.resolve(target);
        Files.createDirectories(target.endsWith("/") || target.equals(".") ? to : to.getParent());
        boolean isFolder = Files.isDirectory(source);
        if (isFolder) {
            Files.createDirectories(to);
        }
        run(
                List.of("cp", "-r", "--preserve=timestamps,mode", source + (isFolder ? "/." : ""), to.toString()),
                work,
                false);
    }

    /** Absolute paths of the image, within the folder. */
    private String here(String text) {
        return ABSOLUTE.matcher(text.replace(POSTGRESQL, postgresql.toString()))
                .replaceAll(Matcher.quoteReplacement(root.toString()) + "/$1");
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        run(command, directory, isOrdinaryUser);
    }

    private void run(List<String> command, Path in, boolean isOrdinary) throws IOException, InterruptedException {
        Path log = Files.createTempFile(work, "step", ".log");
        Process process = start(command, in, isOrdinary, Map.of(), log);
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError(command + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(command + " failed in " + stage + ":\n" + Files.readString(log));
        }
    }

    private Process start(List<String> command, Path in, boolean isOrdinary, Map<String, String> settings, Path log)
            throws IOException {
        List<String> all = new ArrayList<>();
        if (isOrdinary && System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "--"));
        }
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all).directory(in.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("MAVEN") || name.startsWith("QUARKUS"));
        variables.putAll(environment);
        variables.put("JAVA_HOME", java.toString());
        variables.put(
                "PATH",
                String.join(
                        ":",
                        programs.toString(),
                        root.resolve("usr/local/bin").toString(),
                        java.resolve("bin").toString(),
                        System.getenv("PATH")));
        variables.putAll(settings);
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Starts what the image starts, with these variables. */
    Process start(Map<String, String> settings, Path log) throws IOException {
        return start(entry, directory, isOrdinaryUser, settings, log);
    }

    /** The exit code of the image's check of health. */
    int health(Map<String, String> settings) throws IOException, InterruptedException {
        Process check =
                start(healthCheck, directory, isOrdinaryUser, settings, Files.createTempFile(work, "health", ".log"));
        return check.waitFor();
    }

    /** Where the service is in the image. */
    Path directory() {
        return directory;
    }
}
