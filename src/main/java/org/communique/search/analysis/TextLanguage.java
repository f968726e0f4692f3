package org.communique.search.analysis;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.communique.release.filter.TextQuery;

/** The languages that texts are analysed for; every other one has a common analysis. */
public enum TextLanguage {
    ENGLISH("en"),
    FRENCH("fr"),
    GERMAN("de"),
    ITALIAN("it"),
    RUSSIAN("ru"),
    SPANISH("es"),
    OTHER("other");

    private final String code;

    TextLanguage(String code) {
        this.code = code;
    }

    /** By the primary subtag (RFC 5646 section 2.2.1). */
    public static TextLanguage of(String tag) {
        String primary = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(language -> language.code.equals(primary))
                .findFirst()
                .orElse(OTHER);
    }

    public static Set<TextLanguage> of(Collection<String> tags) {
        return tags.isEmpty()
                ? Set.of(values())
                : tags.stream().map(TextLanguage::of).collect(Collectors.toSet());
    }

    public String code() {
        return code;
    }

    /** What texts go through. */
    public String analyzer() {
        return "text_" + code;
    }

    /** What the words of a search go through: compounds stay whole, so that they find themselves and not their parts. */
    public String searchAnalyzer() {
        return "search_" + code;
    }

    /** The same where all of the words say little in this language. */
    public String commonAnalyzer() {
        return "common_" + code;
    }

    /** The name of a field for texts in the language. */
    public String field(TextQuery.Field part) {
        return part.wire() + "_" + code;
    }
}
