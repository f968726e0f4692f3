package org.communique.search.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What texts of each language go through on their way into the index, as both engines name it. A word is kept as it is
 * written beside its stem, so that what is written alike scores more and beginnings of words can be found.
 */
public final class Analysis {
    /** A hyphen between letters (Unicode, UAX #14, class BA and GL). */
    private static final String HYPHEN = "(?<=\\p{L})[-\u2010\u2011](?=\\p{L})";

    private static final String SIGNS = "[\\p{Cf}\\x{FE00}-\\x{FE0F}]";

    private static final Pattern HYPHENS_OF_WORDS = Pattern.compile(HYPHEN);

    /** Within a word of letters (Unicode, UAX #29, MidLetter). */
    private static final char JOINED = '\u00b7';

    private static final String HYPHEN_SIGNS = "-\u2010\u2011";

    /**
     * A step of an analysis.
     *
     * @param lucene its name and parameters in Lucene
     * @param openSearch its type and parameters in OpenSearch, where a name of its own is made of the step's
     */
    public record Step(
            String name,
            String lucene,
            Map<String, String> luceneParameters,
            String openSearch,
            Map<String, Object> openSearchParameters) {
        /** Whether OpenSearch knows it by the name of its type. */
        public boolean isPlain() {
            return name.equals(openSearch);
        }

        /** Whether it leaves words out. */
        boolean isStop() {
            return openSearch.equals("stop");
        }
    }

    public static final Step YO = new Step(
            "yo",
            "mapping",
            Map.of("mapping", "search/yo.txt"),
            "pattern_replace",
            Map.of("pattern", "[ёЁ]", "replacement", "е"));
    /** As {@link #markHyphens} does it. */
    public static final Step HYPHENS = new Step(
            "hyphens",
            null,
            Map.of(),
            "pattern_replace",
            Map.of("pattern", HYPHEN, "replacement", String.valueOf(JOINED)));

    /** Signs that nobody sees go. */
    public static final Step UNSEEN = new Step(
            "unseen",
            "patternReplace",
            Map.of("pattern", SIGNS, "replacement", ""),
            "pattern_replace",
            Map.of("pattern", SIGNS, "replacement", ""));

    /** A word with hyphens as its parts, and as if it had none. */
    static final Step PARTS = new Step(
            "parts",
            "wordDelimiterGraph",
            Map.of(
                    "types",
                    "search/word-parts.txt",
                    "preserveOriginal",
                    "1",
                    "catenateWords",
                    "1",
                    "splitOnCaseChange",
                    "0",
                    "splitOnNumerics",
                    "0",
                    "stemEnglishPossessive",
                    "0"),
            "word_delimiter_graph",
            Map.of(
                    "type_table",
                    words("word-parts.txt"),
                    "preserve_original",
                    true,
                    "catenate_words",
                    true,
                    "split_on_case_change",
                    false,
                    "split_on_numerics",
                    false,
                    "stem_english_possessive",
                    false));

    static final Step FLAT = plain("flattenGraph", "flatten_graph");
    private static final Step LOWER_CASE = plain("lowercase", "lowercase");
    private static final Step FOLDING = plain("asciiFolding", "asciifolding");
    private static final Step BOTH = plain("keywordRepeat", "keyword_repeat");
    private static final Step ONCE = plain("removeDuplicates", "remove_duplicates");
    private static final Step UMLAUTS = plain("germanNormalization", "german_normalization");
    private static final Step DIGITS = plain("decimalDigit", "decimal_digit");
    private static final Step WIDTHS = plain("CJKWidth", "cjk_width");
    private static final Step PAIRS = plain("CJKBigram", "cjk_bigram");
    private static final Step POSSESSIVE = new Step(
            "possessive_en", "englishPossessive", Map.of(), "stemmer", Map.of("language", "possessive_english"));
    private static final Step FRENCH_ARTICLES = articles("fr");
    private static final Step ITALIAN_ARTICLES = articles("it");
    private static final Step COMPOUNDS = new Step(
            "compounds_de",
            "dictionaryCompoundWord",
            Map.of("dictionary", "search/compounds-de.txt", "minWordSize", "8", "minSubwordSize", "4"),
            "dictionary_decompounder",
            Map.of("word_list", words("compounds-de.txt"), "min_word_size", 8, "min_subword_size", 4));

    private Analysis() {}

    /** The steps for texts, which keep every word. */
    public static List<Step> text(TextLanguage language) {
        List<Step> steps = new ArrayList<>(words(language));
        if (language == TextLanguage.GERMAN) {
            steps.add(steps.indexOf(UMLAUTS) + 1, COMPOUNDS);
        }
        if (language != TextLanguage.OTHER) {
            steps.addAll(steps.indexOf(LOWER_CASE), List.of(PARTS, FLAT));
        }
        return stemmed(steps, language);
    }

    /** The steps for the words of a search, for an engine that is asked with the words as they are. */
    public static List<Step> asked(TextLanguage language, boolean common) {
        List<Step> steps = new ArrayList<>(search(language));
        if (common) {
            steps.removeIf(Step::isStop);
        }
        if (language != TextLanguage.OTHER) {
            steps.add(steps.indexOf(LOWER_CASE), PARTS);
        }
        return steps;
    }

    /** With each hyphen between letters as a sign that belongs to a word, which {@link #PARTS} takes apart again; of the same length. */
    static String markHyphens(String text) {
        char[] marked = null;
        for (int at = 1; at < text.length() - 1; at++) {
            if (HYPHEN_SIGNS.indexOf(text.charAt(at)) >= 0
                    && isOfWord(text.codePointBefore(at))
                    && isOfWord(text.codePointAt(at + 1))) {
                marked = marked == null ? text.toCharArray() : marked;
                marked[at] = JOINED;
            }
        }
        return marked == null ? text : new String(marked);
    }

    /** Whether a letter, or what may be a part of one that is in several pieces. */
    private static boolean isOfWord(int sign) {
        return Character.isLetter(sign) || Character.getType(sign) == Character.NON_SPACING_MARK;
    }

    /** Whether a word has parts. */
    static boolean hasParts(CharSequence word) {
        for (int at = 0; at < word.length(); at++) {
            if (word.charAt(at) == JOINED) {
                return true;
            }
        }
        return false;
    }

    /** A word with hyphens as if it had none. */
    public static String joined(String word) {
        return HYPHENS_OF_WORDS.matcher(word).replaceAll("");
    }

    /** The steps for the words of a search. */
    static List<Step> search(TextLanguage language) {
        List<Step> steps = new ArrayList<>(words(language));
        if (language != TextLanguage.OTHER) {
            steps.add(steps.indexOf(LOWER_CASE) + 1, stop(language));
        }
        return stemmed(steps, language);
    }

    private static List<Step> stemmed(List<Step> steps, TextLanguage language) {
        if (language != TextLanguage.OTHER) {
            steps.addAll(List.of(BOTH, stem(language), ONCE));
        }
        return steps;
    }

    /** The steps that leave words as they are, but for case and accents. */
    private static List<Step> words(TextLanguage language) {
        return switch (language) {
            case ENGLISH -> List.of(POSSESSIVE, LOWER_CASE, FOLDING);
            case FRENCH -> List.of(FRENCH_ARTICLES, LOWER_CASE, FOLDING);
            case GERMAN -> List.of(LOWER_CASE, UMLAUTS, FOLDING);
            case ITALIAN -> List.of(ITALIAN_ARTICLES, LOWER_CASE, FOLDING);
            case RUSSIAN, SPANISH -> List.of(LOWER_CASE, FOLDING);
            case OTHER -> List.of(WIDTHS, LOWER_CASE, DIGITS, FOLDING, PAIRS);
        };
    }

    private static Step stem(TextLanguage language) {
        return switch (language) {
            case ENGLISH ->
                new Step("stem_en", "snowballPorter", Map.of("language", "English"), "stemmer", language("porter2"));
            case FRENCH -> new Step("stem_fr", "frenchLightStem", Map.of(), "stemmer", language("light_french"));
            case GERMAN -> new Step("stem_de", "germanLightStem", Map.of(), "stemmer", language("light_german"));
            // The light one leaves words of five letters as they are.
            case ITALIAN ->
                new Step("stem_it", "snowballPorter", Map.of("language", "Italian"), "stemmer", language("italian"));
            case RUSSIAN ->
                new Step("stem_ru", "snowballPorter", Map.of("language", "Russian"), "stemmer", language("russian"));
            case SPANISH -> new Step("stem_es", "spanishLightStem", Map.of(), "stemmer", language("light_spanish"));
            case OTHER -> throw new IllegalArgumentException("no stems for any language");
        };
    }

    private static Map<String, Object> language(String name) {
        return Map.of("language", name);
    }

    private static Step stop(TextLanguage language) {
        String name = language.name().toLowerCase(java.util.Locale.ROOT);
        return new Step(
                "stop_" + language.code(),
                "stop",
                Map.of("words", "org/apache/lucene/analysis/snowball/" + name + "_stop.txt", "format", "snowball"),
                "stop",
                Map.of("stopwords", "_" + name + "_"));
    }

    private static Step articles(String code) {
        String file = "articles-" + code + ".txt";
        return new Step(
                "articles_" + code,
                "elision",
                Map.of("articles", "search/" + file, "ignoreCase", "true"),
                "elision",
                Map.of("articles", words(file), "articles_case", true));
    }

    private static Step plain(String lucene, String openSearch) {
        return new Step(openSearch, lucene, Map.of(), openSearch, Map.of());
    }

    private static List<String> words(String file) {
        try (InputStream in = Analysis.class.getResourceAsStream("/search/" + file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
