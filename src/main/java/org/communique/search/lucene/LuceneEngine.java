package org.communique.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.communique.search.index.Engine;
import org.communique.search.index.OpenIndex;
import org.communique.value.PrivateFiles;
import org.jboss.logging.Logger;

/** Indexes in directories of this process's own, named for version and generation; a file names the current one. */
public final class LuceneEngine implements Engine {
    private static final Logger LOG = Logger.getLogger(LuceneEngine.class);
    private static final String NAME = "v" + VERSION + "-";
    /** Bytes. */
    private static final int PROBE = 256 << 10;

    private final Path root;
    private final Path pointer;
    private Path begun;

    private final LuceneIndex.Reading reading;

    /** @param root the directory of all indexes */
    public LuceneEngine(Path root, LuceneIndex.Reading reading) {
        this.root = root;
        this.reading = reading;
        this.pointer = root.resolve("current");
    }

    @Override
    public Optional<OpenIndex> current() {
        return directory().filter(LuceneEngine::isSound).map(path -> LuceneIndex.open(path, reading));
    }

    /** Whether every file is as it was written, by the checksums that Lucene keeps. */
    private static boolean isSound(Path directory) {
        try (Directory opened = FSDirectory.open(directory);
                CheckIndex check = new CheckIndex(opened, NoLockFactory.INSTANCE.obtainLock(opened, "check"))) {
            check.setChecksumsOnly(true);
            boolean sound = check.checkIndex().clean;
            if (!sound) {
                LOG.warnf("The search index in %s is damaged; rebuilding it", directory);
            }
            return sound;
        } catch (IOException | RuntimeException damaged) {
            LOG.warnf("The search index in %s cannot be read; rebuilding it: %s", directory, damaged);
            return false;
        }
    }

    private Optional<Path> directory() {
        try {
            return Files.exists(pointer)
                    ? Optional.of(root.resolve(Files.readString(pointer).strip()))
                            .filter(path -> path.getFileName().toString().startsWith(NAME) && Files.isDirectory(path))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public OpenIndex begin() {
        int last = all().stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.matches(NAME + "\\d{1,8}"))
                .mapToInt(name -> Integer.parseInt(name.substring(NAME.length())))
                .max()
                .orElse(0);
        begun = root.resolve(NAME + (last + 1));
        try {
            PrivateFiles.directory(root);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return LuceneIndex.create(begun, reading);
    }

    @Override
    public void finish() {
        try {
            Path next = root.resolve("next");
            Files.writeString(next, begun.getFileName().toString());
            Files.move(next, pointer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void discard() {
        try {
            delete(begun);
        } catch (UncheckedIOException notNow) {
            LOG.debugf(notNow, "The search index in %s cannot be deleted", begun);
        }
    }

    @Override
    public void tryWriting() {
        Path probe = root.resolve("probe");
        try {
            if (Files.notExists(root)) {
                PrivateFiles.directory(root);
            }
            try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuffer block = ByteBuffer.allocate(PROBE);
                while (block.hasRemaining()) {
                    channel.write(block);
                }
                channel.force(true);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public boolean hasRoomToMerge() {
        long size = 0;
        try (Stream<Path> files = Files.list(directory().orElse(root))) {
            for (Path file : files.toList()) {
                size += Files.exists(file) ? Files.size(file) : 0;
            }
            return Files.getFileStore(root).getUsableSpace() > 2 * size;
        } catch (IOException unknown) {
            return false;
        }
    }

    @Override
    public void removeOthers() {
        Path current = directory().orElse(null);
        all().stream()
                .filter(path -> Files.isDirectory(path) && !path.equals(current))
                .forEach(LuceneEngine::delete);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean hasMoved() {
        return false;
    }

    @Override
    public void close() {
        // Nothing is open but indexes.
    }

    private List<Path> all() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(root)) {
            return all.toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
