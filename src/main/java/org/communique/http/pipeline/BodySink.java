package org.communique.http.pipeline;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.communique.value.PrivateFiles;
import org.jboss.logging.Logger;

/** Where a body is put as it arrives. */
interface BodySink {
    /** @return whether {@link #write()} has to be called before more is added */
    boolean add(Buffer part);

    /** Whether there is something to be written before all can be read. */
    boolean isPending();

    /** Writes what is pending; not for the event loop. */
    void write() throws IOException;

    /** All that was added. */
    InputStream read() throws IOException;

    /** Gives up what is there, or was read. */
    void discard();

    /** In memory. */
    final class Memory implements BodySink {
        private final Buffer bytes = Buffer.buffer();

        @Override
        public boolean add(Buffer part) {
            bytes.appendBuffer(part);
            return false;
        }

        @Override
        public boolean isPending() {
            return false;
        }

        @Override
        public void write() {}

        @Override
        public InputStream read() {
            return new ByteArrayInputStream(bytes.getBytes());
        }

        @Override
        public void discard() {}
    }

    /** In a file without a name, which is gone once it is closed, or the service is. */
    final class File implements BodySink {
        private static final Logger LOG = Logger.getLogger(BodySink.class);
        private static final int BUFFER = 1 << 18;

        private final FileChannel file;
        private final LargeBodies all;
        private final AtomicLong taken = new AtomicLong();
        private Buffer pending = Buffer.buffer();

        private File(FileChannel file, LargeBodies all) {
            this.file = file;
            this.all = all;
        }

        static File of(LargeBodies all) throws IOException {
            PrivateFiles.directory(all.folder());
            FileChannel file = FileChannel.open(
                    all.folder().resolve(UUID.randomUUID() + ".body"),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            return new File(file, all);
        }

        @Override
        public boolean add(Buffer part) {
            pending.appendBuffer(part);
            return pending.length() >= BUFFER;
        }

        @Override
        public boolean isPending() {
            return pending.length() > 0;
        }

        @Override
        public void write() throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(pending.getBytes());
            pending = Buffer.buffer();
            if (!all.take(bytes.remaining())) {
                throw new IOException("the disk space for archives is used up");
            }
            taken.addAndGet(bytes.remaining());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }

        @Override
        public InputStream read() throws IOException {
            file.position(0);
            return Channels.newInputStream(file);
        }

        @Override
        public void discard() {
            all.giveBack(taken.getAndSet(0));
            try {
                file.close();
            } catch (IOException stays) {
                LOG.warnf("A request body could not be deleted from disk: %s", stays);
            }
        }
    }
}
