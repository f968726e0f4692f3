package org.communique.release.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseText;

/**
 * All of a public release that lists select, order and search by.
 *
 * @param terms what vocabularies it is filed under, without its texts
 */
public record SearchableRelease(
        UUID id,
        int revision,
        ReleaseStatus status,
        LocalDate date,
        Instant publishedAt,
        Instant updatedAt,
        ReleaseContent terms,
        List<Text> texts) {

    /**
     * What it says in one language.
     *
     * @param titleKey what sorting by title compares
     * @param body as plain text
     */
    public record Text(
            String language,
            boolean original,
            boolean upToDate,
            String titleKey,
            String title,
            String summary,
            String body) {
        /** The part of the text; null or empty where it has none. */
        public String part(TextQuery.Field part) {
            return switch (part) {
                case TITLE -> title;
                case SUMMARY -> summary;
                case BODY -> body;
            };
        }
    }

    public static SearchableRelease of(PressRelease release, List<ReleaseText> bodies) {
        return new SearchableRelease(
                release.id,
                release.revision,
                release.status,
                release.day,
                release.publishedAt,
                release.updatedAt,
                release.content,
                bodies.stream()
                        .map(body -> {
                            ReleaseContent.Text text = release.content.texts().get(body.language);
                            return new Text(
                                    body.language,
                                    body.original,
                                    body.upToDate,
                                    body.titleKey,
                                    text.title(),
                                    text.summary(),
                                    body.text);
                        })
                        .toList());
    }
}
