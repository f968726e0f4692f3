package org.communique.archive.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GzipArchiveTest {
    private static final int ROUNDS = 30;

    /** Gives a few bytes at a time and never has any available, like a slow connection. */
    private static InputStream slow(byte[] bytes, Random random) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(40)));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    private static byte[] read(byte[] compressed, Random random) throws IOException {
        try (GzipArchive in = new GzipArchive(slow(compressed, random))) {
            byte[] bytes = in.readAllBytes();
            assertEquals(compressed.length, in.compressed());
            return bytes;
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void a_connection_that_breaks_between_members_is_not_the_end() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };
        InputStream first = new ByteArrayInputStream(gzip("first".getBytes(StandardCharsets.UTF_8)));
        try (GzipArchive in = new GzipArchive(new SequenceInputStream(first, broken))) {
            assertEquals(
                    "broken", assertThrows(IOException.class, in::readAllBytes).getMessage());
        }
    }

    @Test
    void all_members_are_read_however_they_arrive_and_nothing_may_follow_or_be_missing() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<byte[]> plain = new ArrayList<>();
            List<byte[]> members = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                byte[] part = new byte[random.nextInt(random.nextBoolean() ? 30 : 200_000)];
                random.nextBytes(part);
                plain.add(part);
                members.add(gzip(part));
            }
            byte[] compressed = joined(members);
            assertArrayEquals(joined(plain), read(compressed, random), "seed " + seed);
            byte[] garbage = new byte[1 + random.nextInt(3_000)];
            assertThrows(IOException.class, () -> read(joined(List.of(compressed, garbage)), random), "seed " + seed);
            int last = members.get(members.size() - 1).length;
            byte[] cut = java.util.Arrays.copyOf(compressed, compressed.length - 1 - random.nextInt(last - 1));
            assertThrows(IOException.class, () -> read(cut, random), "seed " + seed);
        }
    }
}
