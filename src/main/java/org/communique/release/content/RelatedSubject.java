package org.communique.release.content;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.taxonomy.Vocabulary;

/**
 * What others are compared with, to find those that have much in common with a public release.
 *
 * @param codes of its terms
 */
public record RelatedSubject(UUID id, Map<Vocabulary, List<String>> codes, List<Title> titles) {
    public static RelatedSubject of(UUID id, ReleaseContent content) {
        Map<Vocabulary, List<String>> codes = new EnumMap<>(Vocabulary.class);
        for (Vocabulary vocabulary : Vocabulary.values()) {
            codes.put(vocabulary, content.codes(vocabulary));
        }
        List<Title> titles = content.texts().entrySet().stream()
                .map(text -> new Title(
                        text.getKey(),
                        text.getKey().equals(content.originalLanguage()),
                        text.getValue().title()))
                .toList();
        return new RelatedSubject(id, codes, titles);
    }

    /** @param original whether the release was written in the language */
    public record Title(String language, boolean original, String text) {}
}
