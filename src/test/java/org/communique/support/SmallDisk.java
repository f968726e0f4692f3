package org.communique.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A real file system of a few megabytes, mounted where a test wants it; where that is not allowed the test is skipped. */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4_096;
    private static final int TRIES = 50;

    private final Path place;
    private final Path filler;

    private SmallDisk(Path place) {
        this.place = place;
        this.filler = place.resolve("filler");
    }

    public static SmallDisk at(Path place, int megabytes) throws IOException, InterruptedException {
        Optional<SmallDisk> disk = ifAllowed(place, megabytes);
        Assumptions.assumeTrue(disk.isPresent(), "no file system can be mounted here; root can");
        return disk.orElseThrow();
    }

    public static Optional<SmallDisk> ifAllowed(Path place, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(place);
        boolean mounted = Files.isExecutable(Path.of("/bin/mount"))
                && run("mount", "-t", "tmpfs", "-o", size((long) megabytes << 20), "tmpfs", place.toString()) == 0;
        return mounted ? Optional.of(new SmallDisk(place)) : Optional.empty();
    }

    private static String size(long bytes) {
        return "size=" + bytes;
    }

    /** Has no more room than what is in use, from one moment to the next. */
    public void shrink() throws IOException, InterruptedException {
        FileStore disk = Files.getFileStore(place);
        for (int i = 0; i < TRIES; i++) {
            long used = disk.getTotalSpace() - disk.getUnallocatedSpace();
            // Refused where more was written since the look.
            if (resize(Math.max(BLOCK, used)) == 0) {
                return;
            }
        }
        throw new IllegalStateException("the file system cannot be made smaller");
    }

    public void grow(int megabytes) throws IOException, InterruptedException {
        if (resize((long) megabytes << 20) != 0) {
            throw new IllegalStateException("the file system cannot be made larger");
        }
    }

    private int resize(long bytes) throws IOException, InterruptedException {
        return run("mount", "-o", "remount," + size(bytes), place.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Takes all the room there is; more than once, for others give some back. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(
                filler, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            byte[] block = new byte[BLOCK];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    public void free() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", place.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
