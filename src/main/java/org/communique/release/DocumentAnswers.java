package org.communique.release;

import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.communique.sequence.NotInMemory;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.communique.value.Uuids;
import org.communique.web.Json;
import org.communique.web.JsonBytes;
import org.communique.web.Reply;

/** Puts releases together from their documents, byte for byte as {@link ReleaseView} is written. To be called in the view. */
@ApplicationScoped
class DocumentAnswers {
    private static final List<Vocabulary> ORDER = List.of(
            Vocabulary.ORGANIZATIONAL_UNIT, Vocabulary.FIELD_OF_WORK, Vocabulary.COUNTRY, Vocabulary.MEETING_SERIES);
    private static final int OTHERS = 1_000;

    private volatile Names names = new Names(Terms.NONE, new ConcurrentHashMap<>());

    /** Terms as JSON refers to them, by vocabulary, code and language. */
    private record Names(Terms terms, Map<String, byte[]> written) {}

    /** A release in the language that is shown. */
    record Shown(ReleaseDocument document, String language, Object json) {}

    /** Whether releases with their bodies are too long for an answer in memory. */
    static boolean areLong(List<UUID> ids) {
        return ids.stream().mapToLong(id -> document(id).bodySize()).sum() > Batches.LONG_ANSWER;
    }

    /**
     * The releases in their order, each in the first of the languages that it has.
     *
     * @param highlights by release
     */
    List<Shown> of(
            List<UUID> ids,
            List<String> languages,
            ReleaseShape shape,
            Map<UUID, SearchPage.Highlights> highlights,
            Terms terms) {
        List<Shown> shown = new ArrayList<>();
        for (UUID id : ids) {
            ReleaseDocument document = document(id);
            shown.add(shown(document, languages, shape, highlights.get(id), terms));
        }
        return shown;
    }

    /** One by its id or a present slug, as it is now; anything else is for the store to tell. */
    Reply one(Snapshot snapshot, String idOrSlug, List<String> languages, ReleaseShape shape, Terms terms) {
        Optional<UUID> named = Uuids.parse(idOrSlug);
        ReleaseDocument document = document(
                named.or(() -> DocumentView.documents().bySlug(idOrSlug)).orElseThrow(NotInMemory::new));
        List<String> wanted = languages;
        if (named.isEmpty() && languages.isEmpty()) {
            wanted = document.texts().entrySet().stream()
                    .filter(text -> text.getValue().slug().equals(idOrSlug))
                    .map(Map.Entry::getKey)
                    .limit(1)
                    .toList();
        }
        Shown shown = shown(document, wanted, shape, null, terms);
        Instant changed = document.changedAt();
        for (UUID other : document.related()) {
            Optional<Instant> own = DocumentView.documents()
                    .find(other)
                    .map(ReleaseDocument::changedAt)
                    .or(() -> DocumentView.documents().retracted(other));
            changed = own.isEmpty() ? changed : later(changed, own.get());
        }
        return new Reply(
                shown.json(),
                later(changed, snapshot.termChangedAt()),
                List.of(shown.language()),
                Map.of("self", ReleaseView.path(document.id())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static ReleaseDocument document(UUID id) {
        return DocumentView.documents().find(id).orElseThrow(NotInMemory::new);
    }

    private Shown shown(
            ReleaseDocument document,
            List<String> languages,
            ReleaseShape shape,
            SearchPage.Highlights highlights,
            Terms terms) {
        String language = document.language(languages).orElseThrow(NotInMemory::new);
        JsonBytes whole = written(document, language, shape.bodies(), shape.isWhole() ? highlights : null, terms);
        return new Shown(
                document, language, shape.isWhole() ? new RawValue(whole) : shape.of(whole.bytes(), highlights));
    }

    private JsonBytes written(
            ReleaseDocument document, String language, boolean body, SearchPage.Highlights highlights, Terms terms) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(OTHERS + (body ? 2 * document.bodySize() : 0));
        try {
            out.write('{');
            out.write(document.texts().get(language).head());
            if (body) {
                DocumentBody own =
                        DocumentView.documents().body(document.id(), language).orElseThrow(NotInMemory::new);
                write(out, ",\"body\":");
                out.write(own.json());
            }
            out.write(',');
            out.write(document.middle());
            for (Vocabulary vocabulary : ORDER) {
                write(out, ",\"" + vocabulary.member() + "\":[");
                boolean first = true;
                for (String code : document.codes().get(vocabulary)) {
                    if (!first) {
                        out.write(',');
                    }
                    first = false;
                    out.write(term(vocabulary, code, language, terms));
                }
                out.write(']');
            }
            out.write(',');
            out.write(document.files());
            write(out, ",\"related\":");
            out.write(Json.bytes(related(document, language)));
            out.write(',');
            out.write(document.end());
            if (highlights != null) {
                write(out, ",\"highlights\":");
                out.write(Json.bytes(highlights));
            }
            out.write('}');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new JsonBytes(out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] term(Vocabulary vocabulary, String code, String language, Terms terms) {
        Names known = names;
        if (known.terms() != terms) {
            known = new Names(terms, new ConcurrentHashMap<>());
            names = known;
        }
        return known.written()
                .computeIfAbsent(
                        vocabulary.parameter() + ' ' + code + ' ' + language,
                        key -> Json.bytes(new ReleaseView.TermRef(
                                code, terms.name(vocabulary, code, List.of(language)), vocabulary.path(code))));
    }

    /** Those that are public. */
    private static List<ReleaseView.Related> related(ReleaseDocument document, String language) {
        List<ReleaseView.Related> related = new ArrayList<>();
        for (UUID id : document.related()) {
            DocumentView.documents().find(id).ifPresent(other -> {
                String in = other.language(List.of(language)).orElse(other.originalLanguage());
                related.add(new ReleaseView.Related(id, other.texts().get(in).title(), ReleaseView.path(id)));
            });
        }
        return related;
    }

    /** What releases say; those that are not public are left out. */
    static List<SaidTexts> said(List<UUID> ids) {
        List<SaidTexts> said = new ArrayList<>();
        for (UUID id : ids) {
            DocumentView.documents().find(id).ifPresent(document -> {
                List<SearchableRelease.Text> texts = new ArrayList<>();
                document.texts()
                        .keySet()
                        .forEach(language -> DocumentView.documents()
                                .body(id, language)
                                .ifPresent(body -> texts.add(document.said(language, body.plain()))));
                said.add(new SaidTexts(id, document.revision(), texts));
            });
        }
        return said;
    }
}
