package org.communique.taxonomy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communique.http.json.Json;
import org.communique.sequence.Change;
import org.communique.sequence.Snapshots;
import org.communique.value.Slug;

/** What terms were called at an earlier time, from the change log. */
public final class TermHistory {
    private TermHistory() {}

    /** The present terms, with those of the given codes as they were after the last change at or before the instant. */
    public static Terms at(Terms present, Vocabulary vocabulary, Collection<String> codes, Instant at) {
        Terms then = present;
        for (String code : codes) {
            Change change = Change.find(
                            "subjectKind = ?1 and subjectId = ?2 and time <= ?3 order by number desc",
                            vocabulary.record(),
                            code,
                            at)
                    .firstResult();
            if (change != null && change.after != null) {
                then = then.with(read(vocabulary, change.after, present));
            }
        }
        return then;
    }

    /** The codes of terms that have, or once had, a name in any language with these words in it. */
    static Set<String> named(Vocabulary vocabulary, Terms present, String words) {
        String wanted = Slug.fold(words);
        return ever(vocabulary, present)
                .filter(term -> hasName(term, wanted))
                .map(TermRecord::code)
                .collect(Collectors.toSet());
    }

    /** The present terms of a vocabulary, and each of them as it was after each of its changes; in the snapshot's transaction. */
    public static Stream<TermRecord> ever(Vocabulary vocabulary, Terms present) {
        Snapshots.requireStore();
        Stream<TermRecord> earlier = Change.<Change>list("subjectKind", vocabulary.record()).stream()
                .filter(change ->
                        change.after != null && present.codes(vocabulary).contains(change.subjectId))
                .map(change -> read(vocabulary, change.after, present));
        return Stream.concat(present.of(vocabulary).stream(), earlier);
    }

    private static boolean hasName(TermRecord term, String folded) {
        return term.names().values().stream().anyMatch(name -> Slug.fold(name).contains(folded));
    }

    private static TermRecord read(Vocabulary vocabulary, String state, Terms terms) {
        try {
            return new TermReader(vocabulary, terms)
                    .stored((ObjectNode) Json.mapper().readTree(state));
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
