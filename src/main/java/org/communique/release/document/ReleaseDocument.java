package org.communique.release.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.communique.http.json.Json;
import org.communique.release.content.RelatedSubject;
import org.communique.release.entity.PressRelease;
import org.communique.release.filter.SearchableRelease;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/**
 * A public release as answers show it, written as JSON already but for its bodies, the names of its terms and the titles of
 * related releases: it changes with the release alone.
 *
 * @param changedAt the time of its last change of this store
 * @param bodySize as {@link PressRelease#bodySize}
 * @param codes of its terms
 * @param texts by language
 * @param middle the members between its body and its terms
 * @param files the members between its terms and its related releases
 * @param end the members after those
 */
public record ReleaseDocument(
        UUID id,
        int revision,
        Instant changedAt,
        int bodySize,
        String originalLanguage,
        Map<Vocabulary, List<String>> codes,
        List<UUID> related,
        Map<String, Text> texts,
        byte[] middle,
        byte[] files,
        byte[] end) {
    private static final List<String> HEAD =
            List.of("id", "revision", "status", "withdrawal", "language", "slug", "title", "summary");
    private static final List<String> MIDDLE =
            List.of("kind", "date", "place", "publishedAt", "revisedAt", "updatedAt");
    private static final List<String> FILES = List.of("contacts", "attachments", "image");
    private static final List<String> END = List.of("externalIds", "translations", "changeNotes", "links");

    /**
     * What it says in one language but for the body.
     *
     * @param head the members before the body
     */
    record Text(String slug, List<String> formerSlugs, String title, byte[] head) {}

    /** The release as its row and its texts have it. */
    static ReleaseDocument of(PressRelease release) {
        Map<String, Text> texts = new LinkedHashMap<>();
        release.content
                .texts()
                .forEach((language, text) -> texts.put(
                        language,
                        new Text(
                                text.slug(),
                                text.formerSlugs(),
                                text.title(),
                                members(tree(release, language), HEAD))));
        ObjectNode any = tree(release, release.originalLanguage);
        Map<Vocabulary, List<String>> codes = new LinkedHashMap<>();
        for (Vocabulary vocabulary : Vocabulary.values()) {
            codes.put(vocabulary, release.content.codes(vocabulary));
        }
        return new ReleaseDocument(
                release.id,
                release.revision,
                release.changedAt,
                release.bodySize,
                release.originalLanguage,
                codes,
                release.content.related(),
                texts,
                members(any, MIDDLE),
                members(any, FILES),
                members(any, END));
    }

    private static ObjectNode tree(PressRelease release, String language) {
        return Json.mapper().valueToTree(ReleaseView.of(release, language, null, List.of(), Terms.NONE));
    }

    private static byte[] members(ObjectNode tree, List<String> names) {
        ObjectNode some = Json.mapper().createObjectNode();
        names.forEach(name -> some.set(name, tree.get(name)));
        byte[] object = Json.bytes(some);
        return Arrays.copyOfRange(object, 1, object.length - 1);
    }

    /** The first of the languages that there is a text in; the original one where none is asked for. */
    public Optional<String> language(List<String> wanted) {
        return wanted.isEmpty()
                ? Optional.of(originalLanguage)
                : wanted.stream().filter(texts::containsKey).findFirst();
    }

    /** The present slug of a language, or of the original where there is no such text any more. */
    public String slug(String language) {
        return texts.getOrDefault(language, texts.get(originalLanguage)).slug();
    }

    RelatedSubject subject() {
        List<RelatedSubject.Title> titles = new ArrayList<>();
        texts.forEach((language, text) ->
                titles.add(new RelatedSubject.Title(language, language.equals(originalLanguage), text.title())));
        return new RelatedSubject(id, codes, titles);
    }

    /** Title, summary and body in a language. */
    SearchableRelease.Text said(String language, String plain) {
        try {
            byte[] head = texts.get(language).head();
            ByteArrayOutputStream object = new ByteArrayOutputStream(head.length + 2);
            object.write('{');
            object.write(head);
            object.write('}');
            ObjectNode members = (ObjectNode) Json.mapper().readTree(object.toByteArray());
            return new SearchableRelease.Text(
                    language,
                    language.equals(originalLanguage),
                    true,
                    "",
                    members.get("title").textValue(),
                    members.get("summary").textValue(),
                    plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(2_000);
        try (DataOutputStream out = new DataOutputStream(all)) {
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
            out.writeInt(revision);
            out.writeLong(changedAt.getEpochSecond());
            out.writeInt(changedAt.getNano());
            out.writeInt(bodySize);
            out.writeUTF(originalLanguage);
            for (Vocabulary vocabulary : Vocabulary.values()) {
                List<String> own = codes.get(vocabulary);
                out.writeInt(own.size());
                for (String code : own) {
                    out.writeUTF(code);
                }
            }
            out.writeInt(related.size());
            for (UUID other : related) {
                out.writeLong(other.getMostSignificantBits());
                out.writeLong(other.getLeastSignificantBits());
            }
            out.writeInt(texts.size());
            for (Map.Entry<String, Text> text : texts.entrySet()) {
                out.writeUTF(text.getKey());
                write(out, text.getValue().slug().getBytes(StandardCharsets.UTF_8));
                out.writeInt(text.getValue().formerSlugs().size());
                for (String slug : text.getValue().formerSlugs()) {
                    write(out, slug.getBytes(StandardCharsets.UTF_8));
                }
                write(out, text.getValue().title().getBytes(StandardCharsets.UTF_8));
                write(out, text.getValue().head());
            }
            write(out, middle);
            write(out, files);
            write(out, end);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return all.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static ReleaseDocument read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            UUID id = new UUID(in.readLong(), in.readLong());
            int revision = in.readInt();
            Instant changedAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
            int bodySize = in.readInt();
            String originalLanguage = in.readUTF();
            Map<Vocabulary, List<String>> codes = new LinkedHashMap<>();
            for (Vocabulary vocabulary : Vocabulary.values()) {
                List<String> own = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    own.add(in.readUTF());
                }
                codes.put(vocabulary, own);
            }
            List<UUID> related = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                related.add(new UUID(in.readLong(), in.readLong()));
            }
            Map<String, Text> texts = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String language = in.readUTF();
                texts.put(language, new Text(text(in), texts(in), text(in), part(in)));
            }
            return new ReleaseDocument(
                    id,
                    revision,
                    changedAt,
                    bodySize,
                    originalLanguage,
                    codes,
                    related,
                    texts,
                    part(in),
                    part(in),
                    part(in));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(part(in), StandardCharsets.UTF_8);
    }

    private static byte[] part(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
