package org.communique.support;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A real file system in memory, mounted where a test wants it, that can be full. */
public final class SmallDisk implements AutoCloseable {
    private static final int PAGE = 4_096;
    private static final int TRIES = 50;

    private final Path place;
    private final String room;

    private SmallDisk(Path place, String room) {
        this.place = place;
        this.room = room;
    }

    /** Where none may be mounted the test is skipped. */
    public static SmallDisk at(Path place, int megabytes) throws IOException {
        Optional<SmallDisk> disk = ifAllowed(place, megabytes);
        Assumptions.assumeTrue(disk.isPresent(), "no file system can be mounted here; root can");
        return disk.orElseThrow();
    }

    public static Optional<SmallDisk> ifAllowed(Path place, int megabytes) throws IOException {
        Files.createDirectories(place);
        String room = "size=" + megabytes + "m";
        boolean mounted = Files.isExecutable(Path.of("/bin/mount"))
                && run("mount", "-t", "tmpfs", "-o", room, "tmpfs", place.toString()) == 0;
        return mounted ? Optional.of(new SmallDisk(place, room)) : Optional.empty();
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Takes all the room there is; may be called again, for others give some back. */
    public void fill() throws IOException {
        FileStore disk = Files.getFileStore(place);
        for (int i = 0; i < TRIES; i++) {
            long used = disk.getTotalSpace() - disk.getUnallocatedSpace();
            // Refused where more was written since the look.
            if (resize("size=" + Math.max(PAGE, used)) == 0) {
                return;
            }
        }
        throw new IllegalStateException("the file system cannot be made full");
    }

    public void free() throws IOException {
        if (resize(room) != 0) {
            throw new IllegalStateException("the file system cannot be made larger");
        }
    }

    private int resize(String size) throws IOException {
        return run("mount", "-o", "remount," + size, place.toString());
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", place.toString());
    }
}
