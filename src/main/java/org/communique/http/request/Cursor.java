package org.communique.http.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A place in a list, opaque to its reader: the list's filter and sort as a query string, the direction, and the sort
 * key of the item at the place.
 */
public record Cursor(String query, boolean backward, List<String> key) {
    private static final String SEPARATOR = "\u001f";
    private static final int CHECKSUM = 4;

    public String encode() {
        String text = query + SEPARATOR + (backward ? "<" : ">") + SEPARATOR + String.join(SEPARATOR, key);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(CHECKSUM + bytes.length);
        all.putInt(checksum(bytes)).put(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    /** Empty for what {@link #encode} did not make. */
    public static Optional<Cursor> decode(String text) {
        try {
            ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (all.remaining() <= CHECKSUM) {
                return Optional.empty();
            }
            int sum = all.getInt();
            byte[] bytes = new byte[all.remaining()];
            all.get(bytes);
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> parts = Arrays.asList(decoded.split(SEPARATOR, -1));
            Query.parse(parts.get(0));
            boolean sound =
                    sum == checksum(bytes) && parts.size() > 2 && parts.get(1).matches("[<>]");
            return sound
                    ? Optional.of(new Cursor(parts.get(0), parts.get(1).equals("<"), parts.subList(2, parts.size())))
                    : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            return Optional.empty();
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
