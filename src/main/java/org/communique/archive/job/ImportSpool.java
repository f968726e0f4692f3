package org.communique.archive.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.communique.archive.ArchiveConfig;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.value.PrivateFiles;
import org.communique.value.Sha256;
import org.communique.value.Uuids;
import org.jboss.logging.Logger;

/** Puts an archive down on disk as it arrives, so that its sender need not wait and memory stays as it is. */
@ApplicationScoped
class ImportSpool {
    private static final String ENDING = ".ndjson";

    private static final Logger LOG = Logger.getLogger(ImportSpool.class);
    /** Seconds. */
    private static final String RETRY_AFTER = "60";

    @Inject
    ArchiveConfig config;

    /** Bytes of all archives on this node's disk, those that are arriving too. */
    private final AtomicLong taken = new AtomicLong();

    /** An archive on disk, uncompressed, the number of its bytes and their SHA-256. */
    record Spooled(Path file, long bytes, byte[] hash) {}

    /** Where the archive of an import is put down. */
    Path file(UUID id) {
        return config.dataDirectory().resolve("imports").resolve(id + ENDING);
    }

    /** The imports whose archives are on this node's disk. */
    Set<UUID> present() {
        Path folder = config.dataDirectory().resolve("imports");
        if (Files.notExists(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .flatMap(name -> Uuids.parse(name.substring(0, name.length() - ENDING.length())).stream())
                    .collect(Collectors.toSet());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Takes so many bytes of the disk, where they are left. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= config.imports().spool().asLongValue()) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** When something was last written to the archive. */
    Instant written(UUID id) {
        try {
            return Files.getLastModifiedTime(file(id)).toInstant();
        } catch (IOException gone) {
            return Instant.MAX;
        }
    }

    /** Counts again what is on disk. */
    void measure() {
        taken.set(present().stream().mapToLong(id -> size(file(id))).sum());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    /**
     * Puts the whole archive on disk.
     *
     * @throws ProblemException 400 where the compression is broken, 413 where the archive is more than the configuration
     *     allows, 415 where its coding is not gzip, 503 where the disk has no room for it now
     */
    Spooled put(UUID id, InputStream archive, String encoding) {
        boolean gzip = isGzip(encoding);
        Path file = file(id);
        try {
            PrivateFiles.directory(file.getParent());
            try (InputStream in = gzip ? new GzipArchive(archive) : archive;
                    OutputStream out = Files.newOutputStream(file)) {
                byte[] hash = copy(in, out);
                return new Spooled(file, Files.size(file), hash);
            }
        } catch (ZipException | EOFException notGzip) {
            discard(file);
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "The body does not match its Content-Encoding: it is not valid gzip, or incomplete.");
        } catch (IOException failed) {
            discard(file);
            LOG.warnf("An archive cannot be written to disk: %s", failed);
            throw noRoom("The archive cannot be written to disk at the moment.");
        } catch (ProblemException tooLarge) {
            discard(file);
            throw tooLarge;
        }
    }

    private static ProblemException noRoom(String detail) {
        return new ProblemException(ProblemType.UNAVAILABLE, detail).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }

    void discard(Path file) {
        try {
            long size = size(file);
            if (Files.deleteIfExists(file)) {
                taken.addAndGet(-size);
            }
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    private static boolean isGzip(String encoding) {
        String coding = encoding == null
                ? "identity"
                : encoding.toLowerCase(Locale.ROOT).strip();
        return switch (coding) {
            case "gzip", "x-gzip" -> true;
            case "identity", "" -> false;
            default ->
                throw new ProblemException(
                                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                "Content-Encoding " + coding + " is not supported; use gzip.")
                        .with("allowed", List.of("gzip", "identity"));
        };
    }

    private byte[] copy(InputStream in, OutputStream out) throws IOException {
        ArchiveLimits limits = new ArchiveLimits(config.imports());
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        MessageDigest digest = Sha256.digest();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            limits.take(buffer, read, in instanceof GzipArchive gzip ? gzip.compressed() : size);
            if (!take(read)) {
                throw noRoom("The disk space for archives waiting to be imported is used up.");
            }
            out.write(buffer, 0, read);
            digest.update(buffer, 0, read);
        }
        return digest.digest();
    }
}
