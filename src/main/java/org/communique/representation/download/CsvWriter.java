package org.communique.representation.download;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.communique.release.document.Projection;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.Format;
import org.communique.representation.format.Site;

/**
 * CSV (RFC 4180) with a header, one release a row. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe instead.
 */
@ApplicationScoped
class CsvWriter implements DownloadWriter {
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    /** What makes a formula of a cell, wide forms too, and white space before it that a spreadsheet may skip. */
    private static final Pattern FORMULA = Pattern.compile("[\\t\\r\\n]|[\\s\\u00a0\\ufeff]*[=+\\-@＝＋－＠]");

    @Inject
    Site site;

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public void write(OutputStream out, Projection projection, Consumer<Consumer<ReleaseView>> releases)
            throws IOException {
        List<CsvColumn> columns = Arrays.stream(CsvColumn.values())
                .filter(column -> column == CsvColumn.ID || projection.picks(column.member()))
                .toList();
        CsvSchema.Builder schema = CsvSchema.builder().setLineSeparator("\r\n");
        columns.forEach(column -> schema.addColumn(column.header()));
        // As a row, since the schema would write it with the first release only.
        try (SequenceWriter rows = MAPPER.writer(schema.build()).writeValues(out)) {
            rows.write(columns.stream().map(CsvColumn::header).toList());
            releases.accept(release -> {
                try {
                    rows.write(columns.stream()
                            .map(column -> safe(column.cell(release, site)))
                            .toList());
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }

    static String safe(String cell) {
        return FORMULA.matcher(cell).lookingAt() ? "'" + cell : cell;
    }
}
