package org.communique.representation.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads CSV with another library than the one that wrote it. */
final class Csv {
    private Csv() {}

    static List<CSVRecord> rows(String text) {
        CSVFormat strict = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(text, strict)) {
            return parser.getRecords();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
