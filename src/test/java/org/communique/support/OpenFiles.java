package org.communique.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files that a process has open, deleted ones among them. */
public final class OpenFiles {
    private OpenFiles() {}

    /** How many this process has open in folders of the name. */
    public static long under(String folder) throws IOException {
        return under(ProcessHandle.current().pid(), folder);
    }

    public static long under(long process, String folder) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            return open.filter(link -> leadsUnder(link, "/" + folder + "/")).count();
        }
    }

    private static boolean leadsUnder(Path link, String folder) {
        try {
            return Files.readSymbolicLink(link).toString().contains(folder);
        } catch (IOException closed) {
            return false;
        }
    }
}
