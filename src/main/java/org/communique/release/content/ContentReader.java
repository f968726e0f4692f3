package org.communique.release.content;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.communique.http.json.NodeReader;
import org.communique.release.content.ReleaseContent.Attachment;
import org.communique.release.content.ReleaseContent.ChangeNote;
import org.communique.release.content.ReleaseContent.Contact;
import org.communique.release.content.ReleaseContent.ExternalId;
import org.communique.release.content.ReleaseContent.Image;
import org.communique.release.content.ReleaseContent.Text;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.communique.value.LanguageTag;
import org.communique.value.SafeHtml;
import org.communique.value.Slug;
import org.communique.value.Uuids;

/** Reads what a release says from the archive format; faults are collected in the reader. */
public final class ContentReader {
    static final int LONGEST_TITLE = 500;
    static final int LONGEST_SUMMARY = 10_000;
    /** Characters of one body, before and after it is cleaned. */
    static final int LONGEST_BODY = 900_000;

    /** Bytes of an attachment: what every reader of JSON keeps exactly (RFC 8259 section 6). */
    private static final long LARGEST_SIZE = (1L << 53) - 1;

    private static final int MANY = 500;

    private final NodeReader release;
    private final Terms terms;
    private final List<Removed> removed = new ArrayList<>();

    /** What cleaning took out of a body, such as {@code script} or {@code a[onclick]}. */
    public record Removed(String pointer, List<String> elements) {}

    public ContentReader(NodeReader release, Terms terms) {
        this.release = release;
        this.terms = terms;
    }

    /** What cleaning took out, once {@link #read} has run. */
    public List<Removed> removed() {
        return removed;
    }

    public ReleaseContent read() {
        Optional<String> original = release.parsed("originalLanguage", "a BCP 47 language tag", LanguageTag::parse);
        SortedMap<String, Text> texts = texts();
        return new ReleaseContent(
                externalIds(release),
                original.orElse(null),
                release.choice("kind", ReleaseKind.written())
                        .map(ReleaseKind::of)
                        .orElse(null),
                release.day("date").orElse(null),
                release.string("place", 500).orElse(null),
                texts,
                codes(Vocabulary.ORGANIZATIONAL_UNIT),
                codes(Vocabulary.FIELD_OF_WORK),
                codes(Vocabulary.COUNTRY),
                codes(Vocabulary.MEETING_SERIES),
                release.list("contacts", MANY, ContentReader::contact),
                release.list("attachments", MANY, ContentReader::attachment),
                release.object("image").flatMap(ContentReader::image).orElse(null),
                related(),
                release.list("changeNotes", MANY, ContentReader::changeNote));
    }

    public static List<ExternalId> externalIds(NodeReader release) {
        return distinct(release.list(
                "externalIds",
                MANY,
                element -> element.asObject().flatMap(id -> {
                    id.require("system");
                    id.require("id");
                    Optional<String> system = id.string("system", 100);
                    Optional<String> value = id.string("id", 500);
                    id.rejectUnknown();
                    return system.isPresent() && value.isPresent()
                            ? Optional.of(new ExternalId(system.get(), value.get()))
                            : Optional.empty();
                })));
    }

    private static <T> List<T> distinct(List<T> values) {
        return new ArrayList<>(new LinkedHashSet<>(values));
    }

    private List<String> codes(Vocabulary vocabulary) {
        List<String> codes = release.list(
                vocabulary.member(),
                MANY,
                element -> element.asString(100).filter(code -> {
                    boolean known = terms.find(vocabulary, code).isPresent();
                    if (!known) {
                        element.unknown(
                                "unknown-code",
                                "There is no " + vocabulary.record() + " \"" + code + "\".",
                                code,
                                terms.codes(vocabulary));
                    }
                    return known;
                }));
        return codes.stream()
                .map(code -> terms.current(vocabulary, code))
                .distinct()
                .toList();
    }

    private SortedMap<String, Text> texts() {
        SortedMap<String, Text> texts = new TreeMap<>();
        release.object("texts").ifPresent(all -> {
            for (String language : all.members()) {
                Optional<String> tag = LanguageTag.parse(language);
                Optional<NodeReader> text = all.object(language);
                if (tag.isEmpty()) {
                    all.fault(language, "not-a-language", "It is not a BCP 47 language tag.");
                } else if (texts.containsKey(tag.get())) {
                    all.fault(language, "repeated", "There is more than one text in " + tag.get() + ".");
                } else {
                    text.map(this::text).ifPresent(read -> texts.put(tag.get(), read));
                }
            }
        });
        return texts;
    }

    private Text text(NodeReader text) {
        Optional<String> slug = text.string("slug", Slug.MAX_LENGTH).filter(given -> isSlug(text, given));
        List<String> former = text.list(
                "formerSlugs",
                MANY,
                element -> element.asString(Slug.MAX_LENGTH).filter(given -> {
                    if (!Slug.isValid(given)) {
                        element.fault(
                                "not-a-slug",
                                "A slug consists of lower-case letters and digits, separated by single hyphens.");
                    }
                    return Slug.isValid(given);
                }));
        Optional<Boolean> upToDate = text.flag("upToDate");
        Text read = new Text(
                text.string("title", LONGEST_TITLE)
                        .map(String::strip)
                        .filter(title -> !title.isEmpty())
                        .orElse(null),
                text.string("summary", LONGEST_SUMMARY)
                        .map(String::strip)
                        .filter(summary -> !summary.isEmpty())
                        .orElse(null),
                text.object("body").flatMap(this::html).orElse(null),
                slug.orElse(null),
                former,
                upToDate.orElse(null));
        text.rejectUnknown();
        return read;
    }

    private static boolean isSlug(NodeReader text, String slug) {
        if (!Slug.isValid(slug)) {
            text.fault(
                    "slug",
                    "not-a-slug",
                    "A slug consists of lower-case letters and digits, separated by single hyphens.");
        }
        return Slug.isValid(slug);
    }

    private Optional<String> html(NodeReader body) {
        Optional<String> html = body.string("html", LONGEST_BODY);
        Optional<String> text = body.string("text", LONGEST_BODY);
        body.rejectUnknown();
        if (html.isPresent() && text.isPresent()) {
            body.fault("ambiguous", "A body has either html or text.");
        }
        Optional<String> clean = html.map(given -> clean(body, given)).or(() -> text.map(SafeHtml::fromText));
        if (clean.filter(made -> made.length() > LONGEST_BODY).isPresent()) {
            body.fault("too-long", "It is longer than " + LONGEST_BODY + " characters.");
        }
        return clean.filter(made -> !made.isEmpty());
    }

    private String clean(NodeReader body, String html) {
        SafeHtml.Cleaned cleaned = SafeHtml.clean(html);
        if (!cleaned.removed().isEmpty()) {
            removed.add(new Removed(body.pointer() + "/html", cleaned.removed()));
        }
        return cleaned.html();
    }

    private static Optional<Contact> contact(NodeReader element) {
        return element.asObject().map(contact -> {
            Contact read = new Contact(
                    contact.string("name", 500).orElse(null),
                    contact.string("role", 500).orElse(null),
                    contact.string("organisation", 500).orElse(null),
                    contact.string("phone", 100).orElse(null),
                    contact.string("email", 320).orElse(null));
            contact.rejectUnknown();
            return read;
        });
    }

    private static Optional<Attachment> attachment(NodeReader element) {
        return element.asObject().map(attachment -> {
            attachment.require("href");
            Attachment read = new Attachment(
                    attachment.address("href").orElse(null),
                    attachment.string("title", 500).orElse(null),
                    attachment.string("mediaType", 200).orElse(null),
                    attachment.whole("size", 0, LARGEST_SIZE).orElse(null),
                    attachment
                            .parsed("language", "a BCP 47 language tag", LanguageTag::parse)
                            .orElse(null));
            attachment.rejectUnknown();
            return read;
        });
    }

    private static Optional<Image> image(NodeReader image) {
        image.require("href");
        Image read = new Image(
                image.address("href").orElse(null),
                image.string("alt", 2_000).orElse(null),
                image.string("credit", 500).orElse(null));
        image.rejectUnknown();
        return Optional.of(read);
    }

    private List<UUID> related() {
        return distinct(release.list(
                "related",
                MANY,
                element -> element.asString(36).flatMap(text -> {
                    Optional<UUID> id = Uuids.parse(text);
                    if (id.isEmpty()) {
                        element.fault("malformed", "It is not a UUID of 36 characters.");
                    }
                    return id;
                })));
    }

    private static Optional<ChangeNote> changeNote(NodeReader element) {
        return element.asObject().flatMap(note -> {
            note.require("revision");
            note.require("at");
            note.require("note");
            Optional<Integer> revision = note.integer("revision", 1, LiveRelease.LAST_GIVEN_REVISION);
            var at = note.instant("at");
            Optional<String> words = note.string("note", 4_000);
            note.rejectUnknown();
            return revision.isPresent() && at.isPresent() && words.isPresent()
                    ? Optional.of(new ChangeNote(revision.get(), at.get(), words.get()))
                    : Optional.empty();
        });
    }

    /** What a release needs to be public: an original text with title and body, and a day. */
    public static void requirePublishable(NodeReader release, ReleaseContent content) {
        release.require("originalLanguage");
        release.require("date");
        release.require("texts");
        String original = content.originalLanguage();
        if (original != null && release.has("texts") && !content.texts().containsKey(original)) {
            release.fault("texts", "missing", "There is no text in the original language, " + original + ".");
        }
        release.object("texts")
                .ifPresent(texts -> content.texts().forEach((language, text) -> {
                    if (text.title() == null) {
                        texts.fault(language, "missing", "The text in " + language + " has no title.");
                    }
                    if (text.html() == null) {
                        texts.fault(language, "missing", "The text in " + language + " has no body.");
                    }
                }));
    }
}
