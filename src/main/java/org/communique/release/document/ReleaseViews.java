package org.communique.release.document;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.communique.release.content.LiveRelease;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseText;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.Terms;
import org.communique.value.SafeHtml;
import org.hibernate.SessionCheckMode;

/** Makes the wire form of releases, many at once with as few statements as for one. */
@ApplicationScoped
public class ReleaseViews {
    /** Rows without bodies that are read at once. */
    private static final int ROWS = 100;

    private static final String BODIES = "select release_id, language, html, plain from release_text"
            + " where release_id = any(:ids) and language = any(:languages)";

    @Inject
    DocumentAnswers documents;

    /**
     * The releases with these ids in their order, each in the first of the languages that it has. An index may name some
     * that the snapshot has no more, or not yet: they are left out.
     */
    public List<ReleaseView> of(List<UUID> ids, List<String> languages, boolean bodies, Terms terms) {
        if (ids.isEmpty()) {
            return List.of();
        }
        if (Snapshots.isInMemory()) {
            return documents.views(ids, languages, bodies, terms);
        }
        return render(rows(ids), languages, bodies, terms);
    }

    /**
     * The same with their bodies, of which no more are in memory at once than is good for the heap: for a reader that goes
     * through them one by one, in the same snapshot.
     */
    public Iterable<ReleaseView> each(List<UUID> ids, List<String> languages, Terms terms) {
        if (Snapshots.isInMemory()) {
            return documents.each(ids, languages, terms);
        }
        return () -> new Iterator<>() {
            private final Iterator<List<UUID>> unread = Batches.of(ids, ROWS).iterator();
            private Iterator<List<PressRelease>> parts = Collections.emptyIterator();
            private Iterator<ReleaseView> ready = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!ready.hasNext() && (parts.hasNext() || unread.hasNext())) {
                    if (parts.hasNext()) {
                        ready = render(parts.next(), languages, true, terms).iterator();
                    } else {
                        parts = Batches.bySize(rows(unread.next()), row -> row.bodySize)
                                .iterator();
                    }
                }
                return ready.hasNext();
            }

            @Override
            public ReleaseView next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.next();
            }
        };
    }

    /** Frees what was read for the views so far, so that memory does not grow with a long list. */
    public void release() {
        if (!Snapshots.isInMemory()) {
            Panache.getEntityManager().clear();
        }
    }

    /** Whether releases say so much that an answer with all their bodies is not made in memory. */
    public boolean areLong(List<UUID> ids) {
        if (Snapshots.isInMemory()) {
            DocumentAnswers.requireShort(ids);
            return false;
        }
        return !ids.isEmpty()
                && byId(ids).values().stream().mapToLong(row -> row.bodySize).sum() > Batches.LONG_ANSWER;
    }

    private static List<PressRelease> rows(List<UUID> ids) {
        Map<UUID, PressRelease> byId = byId(ids);
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    public List<ReleaseView> render(List<PressRelease> releases, List<String> languages, boolean bodies, Terms terms) {
        Map<UUID, String> shown = new HashMap<>();
        releases.forEach(release ->
                shown.put(release.id, release.content.language(languages).orElseThrow()));
        Map<UUID, ReleaseView.Body> found = bodies ? bodies(shown) : Map.of();
        Map<UUID, PressRelease> related = related(releases);
        return releases.stream()
                .map(release -> {
                    String language = shown.get(release.id);
                    return ReleaseView.of(
                            release, language, found.get(release.id), related(release, language, related), terms);
                })
                .toList();
    }

    /** A whole release that is not, or not any more, what the public reads. */
    public ReleaseView whole(LiveRelease whole, List<String> languages, boolean full, Terms terms) {
        PressRelease release = PressRelease.showing(whole);
        String language = whole.content().language(languages).orElseThrow();
        String html = whole.content().texts().get(language).html();
        return ReleaseView.of(
                release,
                language,
                full ? new ReleaseView.Body(html, SafeHtml.toText(html)) : null,
                related(release, language, related(List.of(release))),
                terms);
    }

    /** A live release as its readers get it without parameters, which its validators are made of. */
    public ReleaseView live(LiveRelease live, Terms terms) {
        return whole(live, List.of(), true, terms);
    }

    private static Map<UUID, ReleaseView.Body> bodies(Map<UUID, String> shown) {
        if (shown.size() == 1) {
            Map.Entry<UUID, String> one = shown.entrySet().iterator().next();
            // Prepared once and for all, which a query for any number is not.
            ReleaseText row = ReleaseText.findById(new ReleaseText.Key(one.getKey(), one.getValue()));
            if (row == null) {
                return Map.of();
            }
            Panache.getSession().detach(row);
            return Map.of(one.getKey(), new ReleaseView.Body(row.html, row.text));
        }
        // As arrays, so that one statement serves any number of releases and is translated once.
        List<Object[]> rows = Panache.getSession()
                .createNativeQuery(BODIES, Object[].class)
                .addScalar("release_id", UUID.class)
                .addScalar("language", String.class)
                .addScalar("html", String.class)
                .addScalar("plain", String.class)
                .setParameter("ids", shown.keySet().toArray(UUID[]::new))
                .setParameter("languages", shown.values().stream().distinct().toArray(String[]::new))
                .getResultList();
        Map<UUID, ReleaseView.Body> bodies = new HashMap<>();
        for (Object[] row : rows) {
            if (row[1].equals(shown.get((UUID) row[0]))) {
                bodies.put((UUID) row[0], new ReleaseView.Body((String) row[2], (String) row[3]));
            }
        }
        return bodies;
    }

    /** Those releases that the given ones name as related and that are public. */
    private static Map<UUID, PressRelease> related(Collection<PressRelease> releases) {
        Set<UUID> ids = releases.stream()
                .flatMap(release -> release.content.related().stream())
                .collect(Collectors.toSet());
        return ids.isEmpty() ? Map.of() : byId(ids);
    }

    private static List<ReleaseView.Related> related(
            PressRelease release, String language, Map<UUID, PressRelease> related) {
        return release.content.related().stream()
                .map(related::get)
                .filter(Objects::nonNull)
                .map(other -> {
                    String in = other.content.language(List.of(language)).orElse(other.content.originalLanguage());
                    return new ReleaseView.Related(
                            other.id, other.content.texts().get(in).title(), ReleaseView.path(other.id));
                })
                .toList();
    }

    /** Those that are live; what this transaction has read already is not read again. */
    public static Map<UUID, PressRelease> byId(Collection<UUID> ids) {
        Snapshots.requireStore();
        return Panache.getSession()
                .findMultiple(PressRelease.class, List.copyOf(ids), SessionCheckMode.ENABLED)
                .stream()
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(release -> release.id, release -> release));
    }
}
