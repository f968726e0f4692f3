package org.communique.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.http.HttpConfig;
import org.communique.http.json.Json;
import org.communique.http.json.JsonBytes;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.sequence.Newest;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.Terms;

/**
 * Press releases as lists show them, written as JSON once for a number of the sequence: what a new list has in common with
 * others is not read and written again. A change throws all of it away.
 */
@ApplicationScoped
class ReleaseFragments {
    private static final int OVERHEAD = 300;

    @Inject
    ReleaseViews views;

    @Inject
    HttpConfig config;

    private final Newest<Cache<Key, Fragment>> held = new Newest<>();

    private record Key(UUID id, List<String> languages, boolean bodies) {}

    /** A release in the language that is shown, as JSON. */
    record Fragment(UUID id, String language, JsonBytes json) {}

    private Cache<Key, Fragment> empty() {
        return Caffeine.newBuilder()
                .maximumWeight(config.cache().bytes() / 2)
                .weigher((Key key, Fragment fragment) -> fragment.json().size() + OVERHEAD)
                .executor(Runnable::run)
                .build();
    }

    /** Whether these releases with their bodies are too long for an answer in memory. To be called in the snapshot. */
    boolean areLong(Snapshot snapshot, List<UUID> ids, List<String> languages) {
        Cache<Key, Fragment> kept = held.at(snapshot.number(), this::empty);
        long size = 0;
        List<UUID> missing = new ArrayList<>();
        for (UUID id : ids) {
            Fragment fragment = kept.getIfPresent(new Key(id, languages, true));
            if (fragment == null) {
                missing.add(id);
            } else {
                size += fragment.json().size();
            }
        }
        return views.areLong(missing, size);
    }

    /** The releases with these ids in their order, as {@link ReleaseViews#of} makes them. To be called in the snapshot. */
    List<Fragment> of(Snapshot snapshot, List<UUID> ids, List<String> languages, boolean bodies, Terms terms) {
        Cache<Key, Fragment> kept = held.at(snapshot.number(), this::empty);
        Map<UUID, Fragment> all = new HashMap<>();
        List<UUID> missing = new ArrayList<>();
        for (UUID id : ids) {
            Fragment fragment = kept.getIfPresent(new Key(id, languages, bodies));
            if (fragment == null) {
                missing.add(id);
            } else {
                all.put(id, fragment);
            }
        }
        for (ReleaseView view : views.of(missing, languages, bodies, terms)) {
            Fragment fragment = new Fragment(view.id(), view.language(), new JsonBytes(Json.bytes(view)));
            all.put(view.id(), fragment);
            kept.put(new Key(view.id(), languages, bodies), fragment);
        }
        return ids.stream().map(all::get).filter(fragment -> fragment != null).toList();
    }
}
