package org.communique.search.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.IOUtils;
import org.communique.value.Slug;

/**
 * The analyses for Lucene. Of each word what is written and its stem stand at one position, so that one field serves for all
 * languages; no word is left out. Where no language is known words are told apart as ICU does.
 */
public final class Analyzers {
    private static final Map<TextLanguage, Analyzer> TEXTS = new EnumMap<>(TextLanguage.class);
    private static final Map<TextLanguage, Analyzer> WORDS = new EnumMap<>(TextLanguage.class);
    private static final Map<TextLanguage, Set<String>> COMMON = new EnumMap<>(TextLanguage.class);

    static {
        for (TextLanguage language : TextLanguage.values()) {
            TEXTS.put(language, analyzer(language, Analysis.text(language)));
            WORDS.put(language, analyzer(language, Analysis.search(language)));
            COMMON.put(language, common(language));
        }
    }

    private Analyzers() {}

    /** What texts go through. */
    public static Analyzer of(TextLanguage language) {
        return TEXTS.get(language);
    }

    /** A text as it goes through that; its words stand where they stood. */
    public static TokenStream tokens(TextLanguage language, String field, String text) {
        return TEXTS.get(language)
                .tokenStream(field, language == TextLanguage.OTHER ? text : Analysis.markHyphens(text));
    }

    /** Whether a word says little in a language, where it is in most texts. */
    public static boolean isCommon(TextLanguage language, String word) {
        return COMMON.get(language).contains(Slug.fold(word));
    }

    /** The forms under which a language's texts have the words of a search, position by position; as written comes first. */
    public static List<Set<String>> forms(TextLanguage language, String words) {
        List<Set<String>> forms = new ArrayList<>();
        try (TokenStream tokens = WORDS.get(language).tokenStream("", words)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute increment = tokens.addAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                if (forms.isEmpty() || increment.getPositionIncrement() > 0) {
                    forms.add(new LinkedHashSet<>());
                }
                forms.get(forms.size() - 1).add(term.toString());
            }
            tokens.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return forms;
    }

    private static Analyzer analyzer(TextLanguage language, List<Analysis.Step> steps) {
        try {
            CustomAnalyzer.Builder chain = CustomAnalyzer.builder()
                    // Signs that nobody sees go, and letters in several pieces become one (Unicode, section 3.13,
                    // D146).
                    .addCharFilter("icuNormalizer2", "name", "nfkc_cf", "mode", "compose");
            if (language == TextLanguage.RUSSIAN) {
                chain.addCharFilter(Analysis.YO.lucene(), parameters(Analysis.YO));
            }
            chain.withTokenizer(language == TextLanguage.OTHER ? "icu" : "standard");
            for (Analysis.Step step : steps) {
                if (step == Analysis.PARTS) {
                    chain.whenTerm(Analysis::hasParts)
                            .addTokenFilter(step.lucene(), parameters(step))
                            .addTokenFilter(Analysis.FLAT.lucene(), parameters(Analysis.FLAT))
                            .endwhen();
                } else if (!step.isStop() && step != Analysis.FLAT) {
                    chain.addTokenFilter(step.lucene(), parameters(step));
                }
            }
            if (language == TextLanguage.OTHER) {
                chain.addTokenFilter("icuFolding");
            }
            return chain.build();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The builder keeps what it takes of them. */
    private static Map<String, String> parameters(Analysis.Step step) {
        return new java.util.HashMap<>(step.luceneParameters());
    }

    private static Set<String> common(TextLanguage language) {
        if (language == TextLanguage.OTHER) {
            return Set.of();
        }
        String file = language.name().toLowerCase(java.util.Locale.ROOT) + "_stop.txt";
        try (var words = IOUtils.requireResourceNonNull(SnowballFilter.class.getResourceAsStream(file), file);
                var reader = IOUtils.getDecodingReader(words, java.nio.charset.StandardCharsets.UTF_8)) {
            CharArraySet set = WordlistLoader.getSnowballWordSet(reader);
            return set.stream()
                    .map(word -> Slug.fold(new String((char[]) word)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
