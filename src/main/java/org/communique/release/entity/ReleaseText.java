package org.communique.release.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The body of a release in one language, with what lists filter and sort by. */
@Entity
@IdClass(ReleaseText.Key.class)
@Table(name = "release_text")
public class ReleaseText extends PanacheEntityBase {
    /** Release and language. */
    public record Key(UUID releaseId, String language) implements Serializable {}

    @Id
    @Column(name = "release_id")
    public UUID releaseId;

    @Id
    public String language;

    @Column(name = "is_original")
    public boolean original;

    @Column(name = "up_to_date")
    public boolean upToDate;

    /** What sorting by title compares. */
    @Column(name = "title_key")
    public String titleKey;

    public String html;

    /** The body as plain text: paragraphs separated by a blank line. */
    @Column(name = "plain")
    public String text;

    private static Map<String, ReleaseText> byLanguage(UUID releaseId) {
        return ReleaseText.<ReleaseText>list("releaseId", releaseId).stream()
                .collect(Collectors.toMap(text -> text.language, Function.identity()));
    }

    /** The texts of a release by language. */
    public static Map<String, ReleaseText> of(PressRelease release) {
        Map<String, ReleaseText> texts = byLanguage(release.id);
        if (texts.size() < release.content.texts().size()) {
            // Written earlier in this transaction, and not sent to the database yet.
            flush();
            texts = byLanguage(release.id);
        }
        return texts;
    }
}
