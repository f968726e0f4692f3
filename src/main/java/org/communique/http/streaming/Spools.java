package org.communique.http.streaming;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.value.PrivateFiles;
import org.jboss.logging.Logger;

/**
 * Bodies on disk on their way to readers. Whoever asks for the same bytes while somebody reads them shares the file. All
 * together are bounded.
 */
@ApplicationScoped
class Spools {
    private static final Logger LOG = Logger.getLogger(Spools.class);
    private static final int BUFFER = 1 << 16;

    @Inject
    StreamingConfig config;

    @Inject
    MeterRegistry registry;

    private final Map<String, CompletableFuture<Spool>> open = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();

    /** Where files have names for longer than a moment, those of a process that was killed are still there. */
    void sweep(@Observes StartupEvent start) {
        Gauge.builder("communique.answers.spool", taken, AtomicLong::get)
                .description("Disk space used by long responses that have not been read completely")
                .baseUnit("bytes")
                .register(registry);
        if (Files.notExists(folder())) {
            return;
        }
        try (Stream<Path> left = Files.list(folder())) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            LOG.warnf("The files of interrupted responses could not be deleted: %s", stays);
        }
    }

    private Path folder() {
        return config.dataDirectory().resolve("spool");
    }

    /**
     * The body under a key, written where nobody reads it now; with a reader added.
     *
     * @param key is the same for the same bytes
     * @param wanted false once nobody waits for it
     * @throws ProblemException 503 where there is no room
     */
    Spool take(String key, Download.Writer writer, boolean gzip, BooleanSupplier wanted) {
        while (true) {
            CompletableFuture<Spool> own = new CompletableFuture<>();
            CompletableFuture<Spool> other = open.putIfAbsent(key, own);
            if (other == null) {
                return make(key, own, writer, gzip, wanted);
            }
            try {
                Spool shared = other.join();
                if (shared.retain()) {
                    return shared;
                }
            } catch (CompletionException failed) {
                LOG.debugf(failed, "A request that waited for %s failed with it", key);
            }
            open.remove(key, other);
        }
    }

    private Spool make(
            String key, CompletableFuture<Spool> own, Download.Writer writer, boolean gzip, BooleanSupplier wanted) {
        try {
            Spool made = write(writer, gzip, wanted, () -> open.remove(key, own));
            own.complete(made);
            return made;
        } catch (IOException | RuntimeException failed) {
            open.remove(key, own);
            own.completeExceptionally(failed);
            throw failed instanceof RuntimeException unchecked ? unchecked : noRoom(failed);
        }
    }

    private Spool write(Download.Writer writer, boolean gzip, BooleanSupplier wanted, Runnable closed)
            throws IOException {
        PrivateFiles.directory(folder());
        Path name = Files.createTempFile(folder(), "answer-", null);
        // On Unix the name is gone as soon as the file is open.
        FileChannel file = FileChannel.open(
                name, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        Bounded bounded = new Bounded(Channels.newOutputStream(file), wanted);
        try {
            OutputStream out = new BufferedOutputStream(bounded, BUFFER);
            OutputStream coded = gzip ? new GZIPOutputStream(out, BUFFER) : out;
            writer.write(coded);
            if (coded instanceof GZIPOutputStream compressed) {
                compressed.finish();
            }
            out.flush();
            return new Spool(file, bounded.size, () -> {
                taken.addAndGet(-bounded.size);
                closed.run();
            });
        } catch (IOException | RuntimeException failed) {
            taken.addAndGet(-bounded.size);
            file.close();
            if (failed instanceof UncheckedIOException unchecked) {
                throw unchecked.getCause();
            }
            throw failed;
        }
    }

    private static ProblemException noRoom(Throwable reason) {
        LOG.warnf("A response cannot be written to disk: %s", reason);
        return full();
    }

    private static ProblemException full() {
        return new ProblemException(ProblemType.UNAVAILABLE, "The disk space for long responses is used up.")
                .header(HttpHeaders.RETRY_AFTER, LongAnswers.RETRY_AFTER);
    }

    /** Counts what is written against what all may take. */
    private final class Bounded extends FilterOutputStream {
        private final BooleanSupplier wanted;
        private long size;

        Bounded(OutputStream out, BooleanSupplier wanted) {
            super(out);
            this.wanted = wanted;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (!wanted.getAsBoolean()) {
                throw new ProblemException(ProblemType.UNAVAILABLE, "The client has disconnected.");
            }
            size += length;
            if (taken.addAndGet(length) > config.answers().spool().asLongValue()) {
                throw full();
            }
            out.write(bytes, from, length);
        }
    }
}
