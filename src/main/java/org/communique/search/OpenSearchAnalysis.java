package org.communique.search;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.search.backend.elasticsearch.analysis.ElasticsearchAnalysisConfigurationContext;
import org.hibernate.search.backend.elasticsearch.analysis.ElasticsearchAnalysisConfigurer;
import org.hibernate.search.backend.elasticsearch.analysis.model.dsl.ElasticsearchAnalysisComponentParametersStep;

/** The analyses for OpenSearch, of what it brings along: ICU is a plugin of its own there. */
final class OpenSearchAnalysis implements ElasticsearchAnalysisConfigurer {
    private static final String PREFIX = "communique_";

    @Override
    public void configure(ElasticsearchAnalysisConfigurationContext context) {
        for (Analysis.Step step : Analysis.WORDS_BEFORE) {
            parameters(context.charFilter(PREFIX + step.name()).type(step.openSearch()), step.openSearchParameters());
        }
        Set<String> defined = new HashSet<>();
        for (TextLanguage language : TextLanguage.values()) {
            define(context, defined, language, language.analyzer(), Analysis.text(language));
            define(context, defined, language, language.searchAnalyzer(), Analysis.search(language));
        }
        context.analyzer(Analysis.WORDS)
                .custom()
                .tokenizer("standard")
                .charFilters(Analysis.WORDS_BEFORE.stream()
                        .map(step -> PREFIX + step.name())
                        .toArray(String[]::new))
                .tokenFilters(Analysis.WORDS_AFTER.stream()
                        .map(Analysis.Step::openSearch)
                        .toArray(String[]::new));
    }

    private static void define(
            ElasticsearchAnalysisConfigurationContext context,
            Set<String> defined,
            TextLanguage language,
            String name,
            List<Analysis.Step> steps) {
        for (Analysis.Step step : steps) {
            if (!step.isPlain() && defined.add(step.name())) {
                parameters(
                        context.tokenFilter(PREFIX + step.name()).type(step.openSearch()), step.openSearchParameters());
            }
        }
        var analyzer = context.analyzer(name).custom().tokenizer("standard");
        if (language == TextLanguage.RUSSIAN) {
            analyzer.charFilters(PREFIX + Analysis.YO.name());
        }
        analyzer.tokenFilters(steps.stream()
                .map(step -> step.isPlain() ? step.openSearch() : PREFIX + step.name())
                .toArray(String[]::new));
    }

    private static void parameters(
            ElasticsearchAnalysisComponentParametersStep component, Map<String, Object> parameters) {
        parameters.forEach((name, value) -> {
            if (value instanceof List<?> words) {
                component.param(name, words.toArray(new String[0]));
            } else if (value instanceof Number number) {
                component.param(name, number);
            } else if (value instanceof Boolean flag) {
                component.param(name, flag);
            } else {
                component.param(name, value.toString());
            }
        });
    }
}
