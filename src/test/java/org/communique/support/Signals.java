package org.communique.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Signals to processes that a test has started. */
final class Signals {
    private Signals() {}

    /** Of several, one that has ended meanwhile gets none. */
    static void send(String signal, long... processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        for (long process : processes) {
            command.add(Long.toString(process));
        }
        boolean allGotIt = new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        if (!allGotIt && LongStream.of(processes).allMatch(Signals::isThere)) {
            throw new IllegalStateException(command + " did not work");
        }
    }

    private static boolean isThere(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }
}
