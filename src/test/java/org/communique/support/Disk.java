package org.communique.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own in memory that can be filled up, where the system lets the tests mount one. */
public final class Disk implements AutoCloseable {
    private static final String ROOMY = "size=4g";

    private final Path folder;

    private Disk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one on the folder; null where the system does not allow it. */
    public static Disk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean isMounted = run("mount", "-t", "tmpfs", "-o", ROOMY, "none", folder.toString());
        return isMounted ? new Disk(folder) : null;
    }

    /** From here on there is no room for a further page. */
    public void fill() throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            // Refused where more was written since the look.
            if (remount("size=" + Math.max(4_096, used()))) {
                return;
            }
        }
        throw new IllegalStateException("the file system cannot be filled up");
    }

    private long used() throws IOException {
        var store = Files.getFileStore(folder);
        return store.getTotalSpace() - store.getUnallocatedSpace();
    }

    public void free() throws IOException, InterruptedException {
        if (!remount(ROOMY)) {
            throw new IllegalStateException("the file system cannot be made larger");
        }
    }

    private boolean remount(String size) throws IOException, InterruptedException {
        return run("mount", "-o", "remount," + size, folder.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (!run("umount", folder.toString())) {
            run("umount", "-l", folder.toString());
        }
    }
}
