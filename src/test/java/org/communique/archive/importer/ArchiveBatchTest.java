package org.communique.archive.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ArchiveBatchTest {
    private static final byte[] ARCHIVE =
            "{\"a\":1}\n\n{\"b\":\"é\"}\r\n  \nnot JSON\n{\"c\":3}\n\n".getBytes(StandardCharsets.UTF_8);

    private static ArchiveBatch read(ArchiveLines.Position from) throws IOException {
        ArchiveLines lines = new ArchiveLines(new ByteArrayInputStream(ARCHIVE), 1_000, from);
        List<ArchiveRecord> records =
                lines.next(100).stream().map(ArchiveRecord::read).toList();
        return ArchiveBatch.of(records, lines.position());
    }

    private static List<Long> numbers(ArchiveBatch batch) {
        return batch.entries().stream().map(entry -> entry.record().line()).toList();
    }

    @Test
    void a_batch_that_ends_early_is_gone_on_with_at_its_next_line() throws IOException {
        ArchiveBatch whole = read(ArchiveLines.Position.START);
        assertEquals(List.of(1L, 3L, 5L, 6L), numbers(whole));
        for (int written = 1; written <= 4; written++) {
            List<Long> rest = List.of(1L, 3L, 5L, 6L).subList(written, 4);
            assertEquals(rest, numbers(whole.after(written)));
            assertEquals(rest, numbers(read(whole.endOf(written))), "read anew from " + whole.endOf(written));
        }
        assertEquals(new ArchiveLines.Position(ARCHIVE.length, 7), whole.endOf(4));
    }
}
