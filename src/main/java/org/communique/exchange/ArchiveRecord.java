package org.communique.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import org.communique.taxonomy.Vocabulary;
import org.communique.web.Fault;
import org.communique.web.Json;
import org.communique.web.Nearest;

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

    static ArchiveRecord read(ArchiveLines.Line line) {
        if (line.tooLong()) {
            return faulty(line, "too-long", "The line is longer than " + ArchiveLines.LONGEST + " bytes.");
        }
        JsonNode node;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.bytes()));
            node = Json.mapper().readTree(line.bytes());
        } catch (CharacterCodingException notUtf8) {
            return faulty(line, "not-utf-8", "The line is not UTF-8.");
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
                        "The record is one of " + String.join(", ", valid) + ".")
                .meaning(Nearest.to(record, valid).orElse(null));
    }

    private static ArchiveRecord faulty(ArchiveLines.Line line, String code, String detail) {
        return new ArchiveRecord(
                line.number(), line.end(), null, Optional.empty(), List.of(Fault.body("", code, detail)));
    }
}
