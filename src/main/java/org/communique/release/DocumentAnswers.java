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
import java.util.function.Function;
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

    /** Leaves to the store what is too long, with its bodies, for an answer in memory. */
    static void requireShort(List<UUID> ids) {
        if (ids.stream().mapToLong(id -> document(id).bodySize()).sum() > Batches.LONG_ANSWER) {
            throw new NotInMemory();
        }
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

    /** The same, each as a record; those that are not public are left out. */
    List<ReleaseView> views(List<UUID> ids, List<String> languages, boolean bodies, Terms terms) {
        List<ReleaseView> views = new ArrayList<>();
        for (UUID id : ids) {
            DocumentReads.documents()
                    .find(id)
                    .ifPresent(document -> views.add(
                            view(document, document.language(languages).orElseThrow(NotInMemory::new), bodies, terms)));
        }
        return views;
    }

    private ReleaseView view(ReleaseDocument document, String language, boolean bodies, Terms terms) {
        try {
            byte[] json = written(document, language, bodies, null, terms).bytes();
            ReleaseView view = Json.mapper().readValue(json, ReleaseView.class);
            return view.with(view.translations().stream()
                    .map(other -> other.of(document.originalLanguage()))
                    .toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A release by its id or a slug; ends the request with 404 where it never was, 410 where it was retracted. */
    static ReleaseDocument named(String idOrSlug) {
        DocumentStore documents = DocumentReads.documents();
        Optional<UUID> id = Uuids.parse(idOrSlug);
        if (id.isPresent()) {
            return documents
                    .find(id.get())
                    .orElseThrow(() -> documents
                            .tombstone(id.get())
                            .map(ReleaseLookup::gone)
                            .orElseGet(() -> ReleaseLookup.unknown(id.get())));
        }
        return documents
                .slug(idOrSlug)
                .flatMap(slug -> documents.find(slug.release()))
                .orElseThrow(() -> documents
                        .tombstone(idOrSlug)
                        .map(ReleaseLookup::gone)
                        .orElseGet(() -> ReleaseLookup.unknown(idOrSlug)));
    }

    /** The slug to use for one that the release has no more; empty where it is the present one, or an id. */
    static Optional<String> moved(ReleaseDocument document, String idOrSlug) {
        return slug(idOrSlug)
                .filter(slug -> !slug.current())
                .map(slug -> document.texts()
                        .getOrDefault(slug.language(), document.texts().get(document.originalLanguage()))
                        .slug());
    }

    private static Optional<DocumentStore.Slug> slug(String idOrSlug) {
        return Uuids.parse(idOrSlug).isPresent()
                ? Optional.empty()
                : DocumentReads.documents().slug(idOrSlug);
    }

    /** One as it is now, as a record. */
    Reply one(
            Snapshot snapshot,
            ReleaseDocument document,
            String idOrSlug,
            String suffix,
            List<String> languages,
            ReleaseShape shape,
            Function<ReleaseView, Object> writer,
            Terms terms) {
        String language = shown(document, idOrSlug, languages);
        return reply(
                snapshot, document, suffix, language, writer.apply(view(document, language, shape.bodies(), terms)));
    }

    /** The same as JSON. */
    Reply one(
            Snapshot snapshot,
            ReleaseDocument document,
            String idOrSlug,
            List<String> languages,
            ReleaseShape shape,
            Terms terms) {
        Shown shown = shown(document, List.of(shown(document, idOrSlug, languages)), shape, null, terms);
        return reply(snapshot, document, "", shown.language(), shown.json());
    }

    /** The language that is shown: of one by its slug that of the slug, where none is asked for. */
    private static String shown(ReleaseDocument document, String idOrSlug, List<String> languages) {
        List<String> wanted = languages.isEmpty()
                ? slug(idOrSlug).map(slug -> List.of(slug.language())).orElse(languages)
                : languages;
        return document.language(wanted)
                .orElseThrow(() -> ReleaseLookup.noText(
                        document.texts().keySet().stream().sorted().toList()));
    }

    private static Reply reply(
            Snapshot snapshot, ReleaseDocument document, String suffix, String language, Object body) {
        Instant changed = later(document.changedAt(), snapshot.termChangedAt());
        for (UUID other : document.related()) {
            Optional<Instant> own = DocumentReads.documents()
                    .find(other)
                    .map(ReleaseDocument::changedAt)
                    .or(() -> DocumentReads.documents().tombstone(other).map(tombstone -> tombstone.retractedAt));
            changed = own.isEmpty() ? changed : later(changed, own.get());
        }
        return new Reply(body, changed, List.of(language), Map.of("self", ReleaseView.path(document.id()) + suffix));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static ReleaseDocument document(UUID id) {
        return DocumentReads.documents().find(id).orElseThrow(NotInMemory::new);
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
                        DocumentReads.documents().body(document.id(), language).orElseThrow(NotInMemory::new);
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
            DocumentReads.documents().find(id).ifPresent(other -> {
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
            DocumentReads.documents().find(id).ifPresent(document -> {
                List<SearchableRelease.Text> texts = new ArrayList<>();
                document.texts()
                        .keySet()
                        .forEach(language -> DocumentReads.documents()
                                .body(id, language)
                                .ifPresent(body -> texts.add(document.said(language, body.plain()))));
                said.add(new SaidTexts(id, document.revision(), texts));
            });
        }
        return said;
    }
}
