package org.communique.cluster;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The file of the embedded store and the room on its disk; nothing where the store is elsewhere. */
@ApplicationScoped
class StoreFile {
    private static final Logger LOG = Logger.getLogger(StoreFile.class);
    private static final String URL = "jdbc:h2:file:";

    /** So little room is left for what is under way, on a small disk a part of it. */
    private static final long RESERVE = 16L << 20;

    private static final int PART = 20;
    private static final int BLOCK = 64 << 10;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    /** Null where there is none. */
    private Path file;

    private FileStore disk;
    private long reserve;

    @PostConstruct
    void find() {
        if (url.startsWith(URL)) {
            Path path = Path.of(url.substring(URL.length()).split(";")[0] + ".mv.db")
                    .toAbsolutePath();
            try {
                disk = Files.getFileStore(path.getParent());
                reserve = Math.min(RESERVE, disk.getTotalSpace() / PART);
                file = path;
            } catch (IOException unknown) {
                LOG.warnf("The free disk space of the store cannot be checked: %s", unknown);
            }
        }
    }

    /** Whether so little room is left that a write could fail. */
    boolean isNearlyFull() {
        if (file == null) {
            return false;
        }
        try {
            return disk.getUsableSpace() < reserve;
        } catch (IOException unknown) {
            return false;
        }
    }

    /**
     * Tries on a file of its own what a write of the store would do: it takes room, beyond where the store's file ends.
     *
     * @throws IOException where that does not work
     */
    void tryWriting() throws IOException {
        if (file == null) {
            return;
        }
        if (isNearlyFull()) {
            throw new IOException("No space left on device, but for the reserve of " + reserve + " bytes");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new IOException("Read-only file system, or the file is: " + file);
        }
        Path probe = file.resolveSibling("probe");
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(Files.exists(file) ? Files.size(file) : 0);
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            while (block.hasRemaining()) {
                channel.write(block);
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
