package org.communique.search.opensearch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.communique.search.analysis.Analysis;
import org.communique.search.analysis.TextLanguage;

/** The analyses for OpenSearch, of what it brings along: ICU is a plugin of its own there. */
final class OpenSearchAnalysis {
    private static final List<Analysis.Step> CHARACTERS = List.of(Analysis.UNSEEN, Analysis.YO, Analysis.HYPHENS);

    private OpenSearchAnalysis() {}

    /** The {@code analysis} of an index's settings. */
    static Map<String, Object> settings() {
        Map<String, Object> filters = new HashMap<>();
        Map<String, Object> analyzers = new HashMap<>();
        for (TextLanguage language : TextLanguage.values()) {
            analyzers.put(language.analyzer(), analyzer(Analysis.text(language), filters));
            analyzers.put(language.searchAnalyzer(), analyzer(Analysis.asked(language, false), filters));
            analyzers.put(language.commonAnalyzer(), analyzer(Analysis.asked(language, true), filters));
        }
        return Map.of(
                "char_filter",
                CHARACTERS.stream().collect(Collectors.toMap(Analysis.Step::name, OpenSearchAnalysis::component)),
                "filter",
                filters,
                "analyzer",
                analyzers);
    }

    private static Map<String, Object> analyzer(List<Analysis.Step> steps, Map<String, Object> filters) {
        steps.stream().filter(step -> !step.isPlain()).forEach(step -> filters.put(step.name(), component(step)));
        return Map.of(
                "tokenizer",
                "standard",
                "char_filter",
                CHARACTERS.stream().map(Analysis.Step::name).toList(),
                "filter",
                steps.stream().map(Analysis.Step::name).toList());
    }

    private static Map<String, Object> component(Analysis.Step step) {
        Map<String, Object> component = new HashMap<>(step.openSearchParameters());
        component.put("type", step.openSearch());
        return component;
    }
}
