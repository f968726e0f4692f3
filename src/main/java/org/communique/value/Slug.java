package org.communique.value;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A slug: the part of an address that a reader can read, in lower-case ASCII letters, digits and single hyphens. */
public final class Slug {
    /** Longest slug, in characters. */
    public static final int MAX_LENGTH = 200;

    private static final int DERIVED_LENGTH = 100;
    /** Of a title; transliteration is not linear. */
    private static final int READ_LENGTH = 500;

    private static final Pattern VALID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern MARKS = Pattern.compile("[\\p{Mn}'’ʹʺ`]+");

    private Slug() {}

    /** Loaded on first use: ICU's rules are large, and an archive in plain ASCII never needs them. */
    private static final class Latin {
        static final Transliterator RULES = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    }

    public static boolean isValid(String slug) {
        return slug.length() <= MAX_LENGTH && VALID.matcher(slug).matches();
    }

    /** A slug made from a title in any script; {@code release} where the title has no letter or digit. */
    public static String derive(String title) {
        String ascii = fold(title.substring(0, Math.min(title.length(), READ_LENGTH)));
        if (!isAscii(ascii)) {
            ascii = MARKS.matcher(Latin.RULES.transliterate(ascii).toLowerCase(Locale.ROOT))
                    .replaceAll("");
        }
        String slug = trim(SEPARATORS.matcher(ascii).replaceAll("-"));
        if (slug.length() > DERIVED_LENGTH) {
            int cut = slug.lastIndexOf('-', DERIVED_LENGTH);
            slug = trim(slug.substring(0, cut > DERIVED_LENGTH / 2 ? cut : DERIVED_LENGTH));
        }
        return slug.isEmpty() ? "release" : slug;
    }

    /** Lower case without accents, so that "É" and "e" meet. */
    public static String fold(String text) {
        if (isAscii(text)) {
            return MARKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        }
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed.toLowerCase(Locale.ROOT)).replaceAll("").replace("ß", "ss");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static String trim(String slug) {
        int from = slug.startsWith("-") ? 1 : 0;
        int to = slug.length() > from && slug.endsWith("-") ? slug.length() - 1 : slug.length();
        return slug.substring(from, to);
    }
}
