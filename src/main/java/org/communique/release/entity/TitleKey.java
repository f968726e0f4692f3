package org.communique.release.entity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.communique.value.Slug;

/**
 * What sorting by title compares: the title's words without case, accents and punctuation. Written in hexadecimal, so
 * that every database, whatever its collation, puts the keys in the same order.
 */
public final class TitleKey {
    private static final int BYTES = 100;
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private TitleKey() {}

    public static String of(String title) {
        String words = BETWEEN.matcher(Slug.fold(title)).replaceAll(" ").strip();
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(bytes.length > BYTES ? Arrays.copyOf(bytes, BYTES) : bytes);
    }
}
