package org.communique.cluster;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.communique.value.PrivateFiles;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The id of this node. It is kept in the data directory, so that a node that starts again knows what it has begun; where
 * another process has the directory too, or nothing can be written there, it lasts as long as the process.
 */
@ApplicationScoped
class NodeId {
    private static final Logger LOG = Logger.getLogger(NodeId.class);
    private static final int LENGTH = 36;

    @ConfigProperty(name = "communique.data-directory")
    Path directory;

    private UUID id;
    /** Open, and with it locked, until the process ends. */
    private FileChannel file;

    @PostConstruct
    void find() {
        try {
            PrivateFiles.directory(directory);
            file = FileChannel.open(
                    PrivateFiles.file(directory.resolve("node")), StandardOpenOption.READ, StandardOpenOption.WRITE);
            id = file.tryLock() == null ? UUID.randomUUID() : kept();
        } catch (OverlappingFileLockException taken) {
            id = UUID.randomUUID();
        } catch (IOException failed) {
            LOG.warnf("The id of this node cannot be saved: %s", failed);
            id = UUID.randomUUID();
        }
    }

    UUID get() {
        return id;
    }

    private UUID kept() throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LENGTH);
        if (file.read(text, 0) == LENGTH) {
            try {
                return UUID.fromString(new String(text.array(), StandardCharsets.US_ASCII));
            } catch (IllegalArgumentException damaged) {
                LOG.warn("The saved id of this node is damaged; the node gets a new one");
            }
        }
        UUID made = UUID.randomUUID();
        file.truncate(0);
        file.write(ByteBuffer.wrap(made.toString().getBytes(StandardCharsets.US_ASCII)), 0);
        file.force(true);
        return made;
    }

    void close(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stop) throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
