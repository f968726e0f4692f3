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
            define(context, language, language.wordAnalyzer(), Analysis.words(language));
        }
    }

    private static void define(
            LuceneAnalysisConfigurationContext context, TextLanguage language, String name, List<Analysis.Step> steps) {
        LuceneAnalysisOptionalComponentsStep chain =
                context.analyzer(name).custom().tokenizer(language == TextLanguage.OTHER ? "icu" : "standard");
        if (language == TextLanguage.RUSSIAN) {
            LuceneAnalysisComponentParametersStep filter = chain.charFilter(Analysis.YO.lucene());
            Analysis.YO.luceneParameters().forEach(filter::param);
            chain = filter;
        }
        for (Analysis.Step step : steps) {
            LuceneAnalysisComponentParametersStep filter = chain.tokenFilter(step.lucene());
            step.luceneParameters().forEach(filter::param);
            chain = filter;
        }
        if (language == TextLanguage.OTHER) {
            chain.tokenFilter("icuFolding");
        }
    }
}
