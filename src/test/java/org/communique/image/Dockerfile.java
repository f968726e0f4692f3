package org.communique.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions of a Dockerfile, in their order. */
record Dockerfile(List<Instruction> instructions) {
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** @param name in capitals */
    record Instruction(String name, String arguments) {
        /** The words of an argument in the form of a JSON array. */
        List<String> words() {
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(arguments.substring(arguments.indexOf('[')));
            while (word.find()) {
                words.add(word.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
            }
            return words;
        }
    }

    static Dockerfile read(Path file) throws IOException {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            boolean goesOn = line.endsWith("\\");
            pending.append(goesOn ? line.substring(0, line.length() - 1) : line);
            if (!goesOn) {
                String[] parts = pending.toString().strip().split("\\s+", 2);
                instructions.add(new Instruction(parts[0].toUpperCase(java.util.Locale.ROOT), parts[1]));
                pending.setLength(0);
            }
        }
        return new Dockerfile(instructions);
    }
}
