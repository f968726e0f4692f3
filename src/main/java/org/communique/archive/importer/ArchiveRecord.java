package org.communique.archive.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.communique.http.json.Json;
import org.communique.http.problem.Fault;
import org.communique.http.problem.Nearest;
import org.communique.taxonomy.Vocabulary;

/**
 * One line of an archive, read as far as it can be without the store.
 *
 * @param end where the line ends
 * @param vocabulary of a term; empty for a release
 * @param faults that keep it from being looked at further
 */
record ArchiveRecord(
        long line, ArchiveLines.Position end, ObjectNode node, Optional<Vocabulary> vocabulary, List<Fault> faults) {
    static final String RELEASE = "press-release";

    /** Names, values and brackets of one line: several times what the largest release has. */
    private static final int MOST_TOKENS = 200_000;

    private static final ObjectMapper LINES = lines();

    private static ObjectMapper lines() {
        ObjectMapper lines = Json.mapper().copy();
        lines.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(MOST_TOKENS)
                        .build());
        return lines;
    }

    /** Any failure at reading the line is its fault. */
    static ArchiveRecord read(ArchiveLines.Line line) {
        try {
            return parse(line);
        } catch (RuntimeException | StackOverflowError failed) {
            return new ArchiveRecord(line.number(), line.end(), null, Optional.empty(), List.of()).failing(failed);
        }
    }

    /** The same as a line that the service failed at. */
    ArchiveRecord failing(Throwable failed) {
        return new ArchiveRecord(line, end, node, vocabulary, List.of(LineFailure.unexpected(line, failed)));
    }

    private static ArchiveRecord parse(ArchiveLines.Line line) {
        if (line.tooLong()) {
            return faulty(line, "too-long", "The line is longer than " + line.bytes().length + " bytes.");
        }
        JsonNode node;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.bytes()));
            node = LINES.readTree(line.bytes());
        } catch (CharacterCodingException notUtf8) {
            return faulty(line, "not-utf-8", "The line is not UTF-8.");
        } catch (StreamConstraintsException tooLarge) {
            return faulty(
                    line,
                    "too-large",
                    "The line has more than " + MOST_TOKENS
                            + " names and values, is nested too deeply, or has a name, string or number that is too long.");
        } catch (JsonProcessingException notJson) {
            return faulty(line, "not-json", "The line is not JSON: " + notJson.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (!(node instanceof ObjectNode object)) {
            return faulty(line, "wrong-type", "The line is not a JSON object.");
        }
        String record = object.path("record").asText("");
        Optional<Vocabulary> vocabulary = Vocabulary.byRecord(record);
        if (vocabulary.isEmpty() && !record.equals(RELEASE)) {
            return new ArchiveRecord(line.number(), line.end(), object, vocabulary, List.of(unknown(record)));
        }
        return new ArchiveRecord(line.number(), line.end(), object, vocabulary, List.of());
    }

    private static Fault unknown(String record) {
        List<String> valid = new ArrayList<>(List.of(RELEASE));
        Arrays.stream(Vocabulary.values()).map(Vocabulary::record).forEach(valid::add);
        return Fault.body(
                        "/record",
                        record.isEmpty() ? "missing" : "not-allowed",
                        "The record must be one of " + String.join(", ", valid) + ".")
                .meaning(Nearest.to(record, valid).orElse(null));
    }

    private static ArchiveRecord faulty(ArchiveLines.Line line, String code, String detail) {
        return new ArchiveRecord(
                line.number(), line.end(), null, Optional.empty(), List.of(Fault.body("", code, detail)));
    }
}
