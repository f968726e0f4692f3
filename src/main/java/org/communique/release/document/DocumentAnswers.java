package org.communique.release.document;

import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.util.stream.Stream;
import org.communique.http.json.Json;
import org.communique.http.json.JsonBytes;
import org.communique.release.filter.SearchableRelease;
import org.communique.release.list.SearchPage;
import org.communique.sequence.Newest;
import org.communique.sequence.NotInMemory;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** Puts releases together from their documents, byte for byte as {@link ReleaseView} is written. To be called over the node's own state. */
@ApplicationScoped
public class DocumentAnswers {
    private static final List<Vocabulary> ORDER = List.of(
            Vocabulary.ORGANIZATIONAL_UNIT, Vocabulary.FIELD_OF_WORK, Vocabulary.COUNTRY, Vocabulary.MEETING_SERIES);
    private static final int OTHERS = 1_000;

    @Inject
    Snapshots snapshots;

    /** Terms as JSON refers to them, by vocabulary, code and language. */
    private final Newest<Map<String, byte[]>> references = new Newest<>();

    /** A release in the language that is shown. */
    public record RenderedRelease(String language, Object json) {}

    /** Leaves to the store what is too long, with its bodies, for an answer in memory. */
    static void requireShort(List<UUID> ids) {
        requireShort(ids.stream().map(DocumentAnswers::document));
    }

    private static void requireShort(Stream<ReleaseDocument> documents) {
        if (bodySize(documents) > Batches.LONG_ANSWER) {
            throw new NotInMemory();
        }
    }

    /** Characters of the bodies in all languages. */
    public static long bodySize(List<UUID> ids) {
        return bodySize(ids.stream().map(DocumentAnswers::document));
    }

    private static long bodySize(Stream<ReleaseDocument> documents) {
        return documents.mapToLong(ReleaseDocument::bodySize).sum();
    }

    /**
     * The releases in their order, each in the first of the languages that it has.
     *
     * @param highlights by release
     */
    public List<RenderedRelease> of(
            List<UUID> ids,
            List<String> languages,
            Projection projection,
            Map<UUID, SearchPage.Highlights> highlights,
            Terms terms) {
        List<ReleaseDocument> documents =
                ids.stream().map(DocumentAnswers::document).toList();
        if (projection.bodies()) {
            requireShort(documents.stream());
        }
        return documents.stream()
                .map(document -> {
                    String language = document.language(languages).orElseThrow(NotInMemory::new);
                    return new RenderedRelease(
                            language, json(document, language, projection, highlights.get(document.id()), terms));
                })
                .toList();
    }

    /** The same, each as a record; those that are not public are left out. */
    List<ReleaseView> views(List<UUID> ids, List<String> languages, boolean bodies, Terms terms) {
        return rendered(ids, languages, bodies, terms).toList();
    }

    /** The same with their bodies, each rendered when it is reached; only within the read. */
    Iterable<ReleaseView> each(List<UUID> ids, List<String> languages, Terms terms) {
        return () -> rendered(ids, languages, true, terms).iterator();
    }

    private Stream<ReleaseView> rendered(List<UUID> ids, List<String> languages, boolean bodies, Terms terms) {
        return ids.stream()
                .flatMap(id -> DocumentReads.documents().find(id).stream())
                .map(document ->
                        view(document, document.language(languages).orElseThrow(NotInMemory::new), bodies, terms));
    }

    /**
     * The release as its change to a revision left it; empty where it was retracted since.
     *
     * @throws NotInMemory where the release, or some name of a term, is another by now
     */
    public Optional<ReleaseView> asLeft(UUID id, int revision, List<String> languages, Terms terms) {
        Optional<ReleaseDocument> present = DocumentReads.documents().find(id);
        present.ifPresent(document -> {
            Instant named = snapshots.current().orElseThrow().termChangedAt();
            if (document.revision() != revision || named.isAfter(document.changedAt())) {
                throw new NotInMemory();
            }
        });
        return present.map(document ->
                view(document, document.language(languages).orElse(document.originalLanguage()), true, terms));
    }

    /** A release in a language that it has, as a record. */
    public ReleaseView view(ReleaseDocument document, String language, boolean bodies, Terms terms) {
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

    private static ReleaseDocument document(UUID id) {
        return DocumentReads.documents().find(id).orElseThrow(NotInMemory::new);
    }

    /** A release in a language that it has, as JSON. */
    public Object json(
            ReleaseDocument document,
            String language,
            Projection projection,
            SearchPage.Highlights highlights,
            Terms terms) {
        JsonBytes whole =
                written(document, language, projection.bodies(), projection.isWhole() ? highlights : null, terms);
        return projection.isWhole() ? new RawValue(whole) : projection.of(whole.bytes(), highlights);
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
        return references
                .at(snapshots.current().orElseThrow().termNumber(), ConcurrentHashMap::new)
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
