package org.communique.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NoLockFactory;
import org.hibernate.search.backend.lucene.lowlevel.directory.spi.DirectoryCreationContext;
import org.hibernate.search.backend.lucene.lowlevel.directory.spi.DirectoryHolder;
import org.hibernate.search.backend.lucene.lowlevel.directory.spi.DirectoryProvider;
import org.hibernate.search.engine.reporting.EntityIndexingFailureContext;
import org.hibernate.search.engine.reporting.FailureContext;
import org.hibernate.search.engine.reporting.FailureHandler;

/**
 * Gives an opened index one writer for its life. When a write fails, Lucene closes the writer, which loses what was not
 * committed, and Hibernate Search would go on with another: a mark written by that one would claim what was lost. With one
 * writer everything after a failure fails too, until the index is opened again, where it is as of its last commit.
 */
final class OneWriter implements DirectoryProvider, FailureHandler {
    private final Path root;
    private volatile boolean opened;
    private volatile boolean closing;
    private volatile Throwable lost;

    /** @param root the directory of the index's directory */
    OneWriter(Path root) {
        this.root = root;
    }

    /** From here on. Before, an empty index is made by a writer of its own. */
    void opened() {
        opened = true;
    }

    void closing() {
        closing = true;
    }

    /** Why there is no writer any more; empty while there is, or may be. */
    Optional<Throwable> lost() {
        return Optional.ofNullable(lost);
    }

    /** Locks an index for a writer; on a disk that is read-only nobody can write, and so nobody has to be kept out. */
    static Lock lock(Directory files, String name) throws IOException {
        try {
            return files.obtainLock(name);
        } catch (IOException failed) {
            Directory innermost = FilterDirectory.unwrap(files);
            if (innermost instanceof FSDirectory onDisk && !Files.isWritable(onDisk.getDirectory())) {
                return NoLockFactory.INSTANCE.obtainLock(files, name);
            }
            throw failed;
        }
    }

    @Override
    public DirectoryHolder createDirectoryHolder(DirectoryCreationContext context) {
        Path path = root.resolve(context.indexName());
        return new DirectoryHolder() {
            private Directory files;

            @Override
            public void start() throws IOException {
                if (!Files.isDirectory(path)) {
                    Files.createDirectories(path);
                }
                files = new WrittenOnce(FSDirectory.open(path));
            }

            @Override
            public Directory get() {
                return files;
            }

            @Override
            public void close() throws IOException {
                if (files != null) {
                    files.close();
                }
            }
        };
    }

    /** What failed beside the calls that write, such as a commit or a merge; the indexer asks for it and tells it once. */
    @Override
    public void handle(FailureContext context) {
        if (lost == null || lost instanceof ClosedException) {
            lost = context.throwable();
        }
    }

    @Override
    public void handle(EntityIndexingFailureContext context) {
        // Who has asked for it is told.
    }

    private static final class ClosedException extends IOException {
        ClosedException() {
            super("the writer of the index was closed");
        }
    }

    private final class WrittenOnce extends FilterDirectory {
        WrittenOnce(Directory files) {
            super(files);
        }

        @Override
        public Lock obtainLock(String name) throws IOException {
            if (lost != null) {
                throw new IOException("the index has lost its writer", lost);
            }
            Lock lock = lock(in, name);
            return opened ? new WritersLock(lock) : lock;
        }
    }

    private final class WritersLock extends Lock {
        private final Lock lock;

        WritersLock(Lock lock) {
            this.lock = lock;
        }

        @Override
        public void ensureValid() throws IOException {
            lock.ensureValid();
        }

        @Override
        public void close() throws IOException {
            if (!closing && lost == null) {
                lost = new ClosedException();
            }
            lock.close();
        }
    }
}
