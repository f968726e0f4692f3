package org.communique.release.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.communique.taxonomy.Vocabulary;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a press release says, in every language it says it: the content of the archive format without its history. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReleaseContent(
        List<ExternalId> externalIds,
        String originalLanguage,
        ReleaseKind kind,
        LocalDate date,
        String place,
        SortedMap<String, Text> texts,
        List<String> sources,
        List<String> fieldsOfWork,
        List<String> countries,
        List<String> meetings,
        List<Contact> contacts,
        List<Attachment> attachments,
        Image image,
        List<UUID> related,
        List<ChangeNote> changeNotes) {

    public ReleaseContent {
        externalIds = orEmpty(externalIds);
        kind = kind == null ? ReleaseKind.PRESS_RELEASE : kind;
        texts = texts == null ? new TreeMap<>() : texts;
        sources = orEmpty(sources);
        fieldsOfWork = orEmpty(fieldsOfWork);
        countries = orEmpty(countries);
        meetings = orEmpty(meetings);
        contacts = orEmpty(contacts);
        attachments = orEmpty(attachments);
        related = orEmpty(related);
        changeNotes = orEmpty(changeNotes);
    }

    /**
     * The text in one language.
     *
     * @param html cleaned; null where the text is kept without its body
     * @param slug null until one is given at publication
     * @param upToDate whether it was made from the present original
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({"title", "summary", "html", "slug", "formerSlugs", "upToDate"})
    public record Text(
            String title, String summary, String html, String slug, List<String> formerSlugs, Boolean upToDate) {
        public Text {
            formerSlugs = orEmpty(formerSlugs);
        }

        public Text withBody(String body) {
            return new Text(title, summary, body, slug, formerSlugs, upToDate);
        }

        /** Whether title, summary and body are the same. */
        public boolean saysTheSameAs(Text other) {
            return other != null
                    && title.equals(other.title)
                    && Objects.equals(summary, other.summary)
                    && Objects.equals(html, other.html);
        }
    }

    /** An id that another system knows the release by. */
    public record ExternalId(String system, String id) {}

    /** Whom the press may ask. */
    public record Contact(
            @Schema(nullable = true) String name, String role, String organisation, String phone, String email) {}

    /** A file that goes with the release; the size in bytes. */
    public record Attachment(
            String href,

            @Schema(nullable = true) String title,

            String mediaType,

            @Schema(minimum = "0", maximum = "9007199254740991")
            Long size,

            @Schema(nullable = true) String language) {}

    /** The picture of the release. */
    public record Image(String href, String alt, String credit) {}

    /** What a revision changed, for the public. */
    public record ChangeNote(int revision, Instant at, String note) {}

    public List<String> codes(Vocabulary vocabulary) {
        return switch (vocabulary) {
            case FIELD_OF_WORK -> fieldsOfWork;
            case COUNTRY -> countries;
            case ORGANIZATIONAL_UNIT -> sources;
            case MEETING_SERIES -> meetings;
        };
    }

    /** The first of the languages that there is a text in; the original one where none is asked for. */
    public Optional<String> language(List<String> wanted) {
        return wanted.isEmpty()
                ? Optional.of(originalLanguage)
                : wanted.stream().filter(texts::containsKey).findFirst();
    }

    /** The same with every text replaced. */
    public ReleaseContent mapTexts(BiFunction<String, Text, Text> replacement) {
        SortedMap<String, Text> replaced = new TreeMap<>();
        texts.forEach((language, text) -> replaced.put(language, replacement.apply(language, text)));
        return with(externalIds, replaced, related, changeNotes);
    }

    /** The same, known by other ids too. */
    public ReleaseContent withExternalIds(List<ExternalId> more) {
        LinkedHashSet<ExternalId> all = new LinkedHashSet<>(more);
        all.addAll(externalIds);
        return with(List.copyOf(all), texts, related, changeNotes);
    }

    /** The same, related to those alone of its related releases that are among these. */
    public ReleaseContent relatedTo(Set<UUID> shown) {
        return withRelated(related.stream().filter(shown::contains).toList());
    }

    /** The same with these related releases. */
    public ReleaseContent withRelated(List<UUID> others) {
        return others.equals(related) ? this : with(externalIds, texts, others, changeNotes);
    }

    /** The same with these change notes. */
    public ReleaseContent withChangeNotes(List<ChangeNote> notes) {
        return with(externalIds, texts, related, notes);
    }

    /** The same with these texts. */
    public ReleaseContent withTexts(SortedMap<String, Text> others) {
        return with(externalIds, others, related, changeNotes);
    }

    /** The same with one code in the place of another. */
    public ReleaseContent replacing(Vocabulary vocabulary, String code, String by) {
        return new ReleaseContent(
                externalIds,
                originalLanguage,
                kind,
                date,
                place,
                texts,
                replaced(Vocabulary.ORGANIZATIONAL_UNIT, vocabulary, code, by),
                replaced(Vocabulary.FIELD_OF_WORK, vocabulary, code, by),
                replaced(Vocabulary.COUNTRY, vocabulary, code, by),
                replaced(Vocabulary.MEETING_SERIES, vocabulary, code, by),
                contacts,
                attachments,
                image,
                related,
                changeNotes);
    }

    private List<String> replaced(Vocabulary own, Vocabulary vocabulary, String code, String by) {
        return own != vocabulary
                ? codes(own)
                : codes(own).stream()
                        .map(each -> each.equals(code) ? by : each)
                        .distinct()
                        .toList();
    }

    public ReleaseContent withoutBodies() {
        return mapTexts((language, text) -> text.withBody(null));
    }

    private ReleaseContent with(
            List<ExternalId> ids, SortedMap<String, Text> own, List<UUID> relations, List<ChangeNote> notes) {
        return new ReleaseContent(
                ids,
                originalLanguage,
                kind,
                date,
                place,
                own,
                sources,
                fieldsOfWork,
                countries,
                meetings,
                contacts,
                attachments,
                image,
                relations,
                notes);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
