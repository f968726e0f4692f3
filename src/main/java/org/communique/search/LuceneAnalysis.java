package org.communique.search;

import java.util.List;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurationContext;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurer;
import org.hibernate.search.backend.lucene.analysis.model.dsl.LuceneAnalysisComponentParametersStep;
import org.hibernate.search.backend.lucene.analysis.model.dsl.LuceneAnalysisOptionalComponentsStep;

/** The analyses for Lucene; where no language is known, words are told apart as ICU does. */
final class LuceneAnalysis implements LuceneAnalysisConfigurer {
    @Override
    public void configure(LuceneAnalysisConfigurationContext context) {
        for (TextLanguage language : TextLanguage.values()) {
            define(context, language, language.analyzer(), Analysis.text(language));
            define(context, language, language.searchAnalyzer(), Analysis.search(language));
        }
        LuceneAnalysisOptionalComponentsStep words =
                context.analyzer(Analysis.WORDS).custom().tokenizer("standard");
        for (Analysis.Step step : Analysis.WORDS_BEFORE) {
            words = with(words.charFilter(step.lucene()), step);
        }
        for (Analysis.Step step : Analysis.WORDS_AFTER) {
            words = with(words.tokenFilter(step.lucene()), step);
        }
    }

    private static void define(
            LuceneAnalysisConfigurationContext context, TextLanguage language, String name, List<Analysis.Step> steps) {
        LuceneAnalysisOptionalComponentsStep chain =
                context.analyzer(name).custom().tokenizer(language == TextLanguage.OTHER ? "icu" : "standard");
        if (language == TextLanguage.RUSSIAN) {
            chain = with(chain.charFilter(Analysis.YO.lucene()), Analysis.YO);
        }
        for (Analysis.Step step : steps) {
            chain = with(chain.tokenFilter(step.lucene()), step);
        }
        if (language == TextLanguage.OTHER) {
            chain.tokenFilter("icuFolding");
        }
    }

    private static LuceneAnalysisOptionalComponentsStep with(
            LuceneAnalysisComponentParametersStep component, Analysis.Step step) {
        step.luceneParameters().forEach(component::param);
        return component;
    }
}
