package org.communique.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A Java for what needs a newer one than the tests do. */
public final class NewerJava {
    private NewerJava() {}

    /** The one that the variable names, that of these tests, or one where they usually are. */
    public static Optional<Path> home(int oldest, String variable) {
        Stream<Path> named = Stream.of(System.getenv(variable), System.getProperty("java.home"))
                .filter(Objects::nonNull)
                .map(Path::of);
        Stream<Path> usual = Stream.of(
                        "/usr/lib/jvm",
                        "/opt",
                        "/opt/java",
                        System.getProperty("user.home") + "/.sdkman/candidates/java")
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(NewerJava::list);
        return Stream.concat(named, usual)
                .filter(home -> version(home) >= oldest)
                .filter(home -> Files.isExecutable(command(home)))
                .findFirst();
    }

    static Path command(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        } catch (IOException unreadable) {
            return Stream.of();
        }
    }

    private static int version(Path home) {
        Path release = home.resolve("release");
        try {
            return !Files.isReadable(release)
                    ? 0
                    : Files.readAllLines(release).stream()
                            .filter(line -> line.startsWith("JAVA_VERSION="))
                            .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
                            .map(Integer::parseInt)
                            .findFirst()
                            .orElse(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
