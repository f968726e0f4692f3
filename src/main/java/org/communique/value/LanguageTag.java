package org.communique.value;

import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Language tags of BCP 47 (RFC 5646), and the look-up of RFC 4647 section 3.4. */
public final class LanguageTag {
    private static final int MAX_LENGTH = 35;
    /** No language has a code of more than three letters, so a whole word is a slip. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-|$)");

    private LanguageTag() {}

    /** The tag in canonical form ({@code pt-br} becomes {@code pt-BR}), or empty where it is not well-formed. */
    public static Optional<String> parse(String tag) {
        if (tag.length() > MAX_LENGTH || !LANGUAGE.matcher(tag).lookingAt()) {
            return Optional.empty();
        }
        try {
            String canonical = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            return canonical.equals("und") ? Optional.empty() : Optional.of(canonical);
        } catch (IllformedLocaleException notATag) {
            return Optional.empty();
        }
    }

    /** The tags that a look-up tries, in order: each range, then the range cut at its last hyphen, and so on. */
    public static List<String> lookup(List<String> ranges) {
        Set<String> tries = new LinkedHashSet<>();
        for (String range : ranges) {
            String rest = range;
            while (!rest.isEmpty()) {
                tries.add(rest);
                rest = truncated(rest);
            }
        }
        return new ArrayList<>(tries);
    }

    /** Without its last subtag, and without the single-letter subtag that would then be left at the end. */
    private static String truncated(String range) {
        int cut = range.lastIndexOf('-');
        if (cut > 1 && range.charAt(cut - 2) == '-') {
            cut -= 2;
        }
        return cut < 0 ? "" : range.substring(0, cut);
    }
}
