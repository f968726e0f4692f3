package org.communique.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What texts of each language go through on their way into the index, as both engines name it. A word is kept as it is
 * written beside its stem, so that what is written alike scores more and beginnings of words can be found.
 */
final class Analysis {
    /**
     * A step of an analysis.
     *
     * @param lucene its name and parameters in Lucene
     * @param openSearch its type and parameters in OpenSearch, where a name of its own is made of the step's
     */
    record Step(
            String name,
            String lucene,
            Map<String, String> luceneParameters,
            String openSearch,
            Map<String, Object> openSearchParameters) {
        /** Whether OpenSearch knows it by the name of its type. */
        boolean isPlain() {
            return name.equals(openSearch);
        }
    }

    static final Step YO = new Step(
            "yo",
            "patternReplace",
            Map.of("pattern", "[ёЁ]", "replacement", "е"),
            "pattern_replace",
            Map.of("pattern", "[ёЁ]", "replacement", "е"));
    private static final Map<String, String> APART = Map.of("pattern", "['’]", "replacement", " ");
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

    /** The analysis of words as they are written. */
    static final String WORDS = "words";

    private static final Step APOSTROPHES =
            new Step("apostrophes", "patternReplace", APART, "pattern_replace", Map.copyOf(APART));

    /** What becomes of words as they are written, whatever their language, before they are told apart. */
    static final List<Step> WORDS_BEFORE = List.of(YO, APOSTROPHES);

    static final List<Step> WORDS_AFTER = List.of(LOWER_CASE, FOLDING);

    private Analysis() {}

    /** The steps for texts. */
    static List<Step> text(TextLanguage language) {
        List<Step> steps = new ArrayList<>(search(language));
        if (language == TextLanguage.GERMAN) {
            steps.add(steps.indexOf(UMLAUTS) + 1, COMPOUNDS);
        }
        return steps;
    }

    /** The steps for the words of a search. */
    static List<Step> search(TextLanguage language) {
        List<Step> steps = new ArrayList<>(words(language));
        if (language != TextLanguage.OTHER) {
            steps.add(steps.indexOf(LOWER_CASE) + 1, stop(language));
            steps.add(BOTH);
            steps.add(stem(language));
            steps.add(ONCE);
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
