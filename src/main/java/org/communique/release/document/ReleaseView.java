package org.communique.release.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.http.json.LongText;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.ReleaseContent.Attachment;
import org.communique.release.content.ReleaseContent.ChangeNote;
import org.communique.release.content.ReleaseContent.Contact;
import org.communique.release.content.ReleaseContent.ExternalId;
import org.communique.release.content.ReleaseContent.Image;
import org.communique.release.content.ReleaseKind;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.content.Withdrawal;
import org.communique.release.entity.PressRelease;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A press release on the wire, in one language. */
@Schema(name = "PressRelease")
public record ReleaseView(
        UUID id,
        int revision,
        @Schema(enumeration = {"published", "withdrawn"}) ReleaseStatus status,
        Withdrawal withdrawal,
        String language,
        String slug,
        String title,
        String summary,
        @JsonInclude(JsonInclude.Include.NON_NULL) Body body,

        @Schema(
                enumeration = {
                    "press-release",
                    "statement",
                    "speech",
                    "media-advisory",
                    "joint-statement",
                    "question-and-answer"
                })
        ReleaseKind kind,

        LocalDate date,
        String place,
        Instant publishedAt,
        Instant revisedAt,
        Instant updatedAt,
        List<TermRef> sources,
        List<TermRef> fieldsOfWork,
        List<TermRef> countries,
        List<TermRef> meetings,
        List<Contact> contacts,
        List<Attachment> attachments,
        Image image,
        List<Related> related,
        List<ExternalId> externalIds,
        List<Translation> translations,
        List<ChangeNote> changeNotes,
        Map<String, String> links) {
    public static final String PATH = "/v1/press-releases";

    /** The body in both forms. */
    @Schema(name = "Body")
    public record Body(
            @JsonSerialize(using = LongText.class) String html,
            @JsonSerialize(using = LongText.class) String text) {}

    /** A term that the release carries. */
    @Schema(name = "TermReference")
    public record TermRef(String code, String name, String href) {}

    /** Another release that is public too. */
    @Schema(name = "RelatedRelease")
    public record Related(UUID id, String title, String href) {}

    /**
     * A language that the release is there in.
     *
     * @param original whether the others were made from it
     */
    @Schema(name = "Translation")
    public record Translation(
            String language,
            String title,
            String slug,
            String href,
            boolean upToDate,
            @JsonIgnore boolean original) {
        /** The same where the original is in this language. */
        Translation of(String originalLanguage) {
            return new Translation(language, title, slug, href, upToDate, language.equals(originalLanguage));
        }
    }

    /** The same with these translations. */
    ReleaseView with(List<Translation> translated) {
        return new ReleaseView(
                id,
                revision,
                status,
                withdrawal,
                language,
                slug,
                title,
                summary,
                body,
                kind,
                date,
                place,
                publishedAt,
                revisedAt,
                updatedAt,
                sources,
                fieldsOfWork,
                countries,
                meetings,
                contacts,
                attachments,
                image,
                related,
                externalIds,
                translated,
                changeNotes,
                links);
    }

    /** Characters of the body that is shown. */
    public int bodySize() {
        return body == null ? 0 : body.html().length() + body.text().length();
    }

    /** The language that the others were made from. */
    public Translation original() {
        return translations.stream().filter(Translation::original).findFirst().orElseThrow();
    }

    public static String path(UUID id) {
        return PATH + "/" + id;
    }

    /** The release in a language that it has; the body is null where the view has none. */
    static ReleaseView of(PressRelease release, String language, Body body, List<Related> related, Terms terms) {
        ReleaseContent content = release.content;
        ReleaseContent.Text text = content.texts().get(language);
        List<String> names = List.of(language);
        return new ReleaseView(
                release.id,
                release.revision,
                release.status,
                release.status == ReleaseStatus.WITHDRAWN
                        ? new Withdrawal(release.withdrawalReason, release.withdrawnAt)
                        : null,
                language,
                text.slug(),
                text.title(),
                text.summary(),
                body,
                content.kind(),
                release.day,
                content.place(),
                release.publishedAt,
                release.revisedAt,
                release.updatedAt,
                refs(content, Vocabulary.ORGANIZATIONAL_UNIT, terms, names),
                refs(content, Vocabulary.FIELD_OF_WORK, terms, names),
                refs(content, Vocabulary.COUNTRY, terms, names),
                refs(content, Vocabulary.MEETING_SERIES, terms, names),
                content.contacts(),
                content.attachments(),
                content.image(),
                related,
                content.externalIds(),
                translations(release),
                content.changeNotes(),
                Map.of("self", path(release.id)));
    }

    private static List<TermRef> refs(
            ReleaseContent content, Vocabulary vocabulary, Terms terms, List<String> languages) {
        return content.codes(vocabulary).stream()
                .map(code -> new TermRef(code, terms.name(vocabulary, code, languages), vocabulary.path(code)))
                .toList();
    }

    private static List<Translation> translations(PressRelease release) {
        return release.content.texts().entrySet().stream()
                .map(text -> new Translation(
                        text.getKey(),
                        text.getValue().title(),
                        text.getValue().slug(),
                        path(release.id) + "?lang=" + text.getKey(),
                        text.getValue().upToDate(),
                        text.getKey().equals(release.originalLanguage)))
                .toList();
    }
}
