package org.communique.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals to processes that a test has started. */
final class Signals {
    private Signals() {}

    static void send(String signal, long... processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        for (long process : processes) {
            command.add(Long.toString(process));
        }
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(command + " did not work");
        }
    }
}
