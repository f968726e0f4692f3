package org.communique.release.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.communique.http.cache.ReadResult;
import org.communique.http.request.Query;
import org.communique.sequence.Snapshot;
import org.communique.value.Uuids;

/** Finds what a request names in the documents that this thread reads; ends the request with 404 where it never was, 410 where it was retracted. */
public final class DocumentLookup {
    private DocumentLookup() {}

    /**
     * Answers with one release, by its id or a slug, as it is now.
     *
     * @param suffix of the representation's address
     * @param query what a redirect repeats
     * @param body makes it of the document, in the language that is shown
     * @throws org.communique.http.problem.ProblemException 404 where it never was public, 410 where it was retracted
     */
    public static ReadResult one(
            Snapshot snapshot,
            String idOrSlug,
            String suffix,
            List<String> languages,
            Query query,
            BiFunction<ReleaseDocument, String, Object> body) {
        Optional<UUID> id = Uuids.parse(idOrSlug);
        if (id.isPresent()) {
            return reply(snapshot, byId(id.get()), suffix, languages, body);
        }
        DocumentStore.Slug slug = bySlug(idOrSlug);
        ReleaseDocument document = byId(slug.release());
        return slug.current()
                ? reply(snapshot, document, suffix, languages.isEmpty() ? List.of(slug.language()) : languages, body)
                : ReadResult.moved(query.on(ReleaseView.PATH + "/" + document.slug(slug.language()) + suffix));
    }

    /** The release by its id or a slug, past or present; ends the request with 404 or 410 where there is none. */
    static ReleaseDocument named(String idOrSlug) {
        return byId(Uuids.parse(idOrSlug).orElseGet(() -> bySlug(idOrSlug).release()));
    }

    private static DocumentStore.Slug bySlug(String slug) {
        DocumentStore documents = DocumentReads.documents();
        return documents
                .slug(slug)
                .orElseThrow(() -> documents
                        .tombstone(slug)
                        .map(ReleaseLookup::gone)
                        .orElseGet(() -> ReleaseLookup.unknown(slug)));
    }

    private static ReleaseDocument byId(UUID id) {
        DocumentStore documents = DocumentReads.documents();
        return documents
                .find(id)
                .orElseThrow(() ->
                        documents.tombstone(id).map(ReleaseLookup::gone).orElseGet(() -> ReleaseLookup.unknown(id)));
    }

    private static ReadResult reply(
            Snapshot snapshot,
            ReleaseDocument document,
            String suffix,
            List<String> languages,
            BiFunction<ReleaseDocument, String, Object> body) {
        String language = document.language(languages)
                .orElseThrow(() -> ReleaseLookup.noText(
                        document.texts().keySet().stream().sorted().toList()));
        return new ReadResult(
                body.apply(document, language),
                lastChange(snapshot, document),
                List.of(language),
                Map.of("self", ReleaseView.path(document.id()) + suffix));
    }

    /** The last change of the release, of a term, or of a release it is related to. */
    private static Instant lastChange(Snapshot snapshot, ReleaseDocument document) {
        DocumentStore documents = DocumentReads.documents();
        Stream<Instant> others = document.related().stream()
                .flatMap(id -> documents
                        .find(id)
                        .map(ReleaseDocument::changedAt)
                        .or(() -> documents.tombstone(id).map(tombstone -> tombstone.retractedAt))
                        .stream());
        return Stream.concat(Stream.of(document.changedAt(), snapshot.termChangedAt()), others)
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
