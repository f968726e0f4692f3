package org.communique.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;

/** An index in a directory of this process's own, named for its version. */
final class LuceneEngine implements Engine {
    private static final String PREFIX = "v";

    private final Path root;
    private final Path directory;

    /** @param root the directory of all versions */
    LuceneEngine(Path root) {
        this.root = root;
        this.directory = root.resolve(PREFIX + VERSION);
    }

    @Override
    public CloseableSearchMapping open() {
        others().forEach(LuceneEngine::delete);
        return Mappings.open(Map.of(
                "hibernate.search.backend.type",
                "lucene",
                "hibernate.search.backend.lucene_version",
                "LATEST",
                "hibernate.search.backend.directory.root",
                directory.toString(),
                "hibernate.search.backend.analysis.configurer",
                new LuceneAnalysis()));
    }

    @Override
    public void discard() {
        delete(directory);
    }

    private List<Path> others() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(root)) {
            return all.filter(path -> !path.equals(directory)
                            && path.getFileName().toString().startsWith(PREFIX))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
