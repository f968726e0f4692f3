package org.communique.editorial;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.communique.http.json.NodeReader;
import org.communique.value.LanguageTag;

/**
 * How a draft is published.
 *
 * @param changeNote what changed, for the public; null for nothing to say
 * @param major whether {@code revisedAt} moves
 * @param languages the texts that go live; empty for all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Publication(String changeNote, boolean major, List<String> languages) {
    static final Publication PLAIN = new Publication(null, false, List.of());

    Publication {
        languages = languages == null ? List.of() : languages;
    }

    static Publication read(NodeReader reader) {
        return new Publication(
                reader.string("changeNote", 4_000)
                        .filter(note -> !note.isBlank())
                        .orElse(null),
                reader.flag("major").orElse(false),
                reader.list(
                        "languages",
                        100,
                        element -> element.asString(35).flatMap(text -> {
                            var tag = LanguageTag.parse(text);
                            if (tag.isEmpty()) {
                                element.fault("not-a-language", "It is not a BCP 47 language tag.");
                            }
                            return tag;
                        })));
    }
}
