package org.communique.release.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.communique.release.content.ReleaseContent;
import org.communique.release.entity.ExternalIdRow;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseSlug;
import org.communique.release.entity.ReleaseTerm;
import org.communique.release.entity.ReleaseText;
import org.communique.release.entity.Tombstone;
import org.communique.release.entity.TombstoneSlug;
import org.communique.value.Slug;

/**
 * The rows that a batch of releases may meet, looked up by one statement for each table before the first is written. What
 * is not there is remembered for the rest of the transaction and not asked for again. Where no batch was loaded, each row
 * is asked for by itself.
 */
@ApplicationScoped
class BatchLookup {
    /** Values of one statement: databases take some tens of thousands at most. */
    private static final int MOST = 1_000;

    @Inject
    EntityManager entities;

    @Inject
    TransactionSynchronizationRegistry transaction;

    private static final class Batch {
        private final Map<Class<?>, Set<Object>> absent = new HashMap<>();
        private final Map<Class<?>, Set<Object>> written = new HashMap<>();
        private final Set<String> slugs = new HashSet<>();
        private final Map<UUID, Map<String, ReleaseText>> texts = new HashMap<>();
        private final Map<UUID, List<ReleaseTerm>> terms = new HashMap<>();

        Set<Object> absent(Class<?> entity) {
            return absent.computeIfAbsent(entity, any -> new HashSet<>());
        }

        /** Those that the database may not have been sent yet. */
        Set<Object> written(Class<?> entity) {
            return written.computeIfAbsent(entity, any -> new HashSet<>());
        }
    }

    /**
     * Loads what releases may meet, and forgets what was loaded before; to be called in a turn, so that nothing is added by
     * others until it ends, and before the first is written or after {@code flushAndClear}.
     */
    void load(Collection<LiveStore.IncomingRelease> releases) {
        Batch batch = new Batch();
        transaction.putResource(this, batch);
        Set<UUID> ids = new LinkedHashSet<>(externalIds(batch, releases));
        releases.forEach(release -> release.id().ifPresent(ids::add));
        List<PressRelease> present = load(batch, PressRelease.class, "id", ids, row -> row.id);
        load(batch, Tombstone.class, "id", ids, row -> row.id);
        children(batch, present);
        Set<String> slugs = new LinkedHashSet<>();
        releases.forEach(release -> addSlugs(slugs, release.content()));
        load(batch, slugs);
    }

    /** Looks up slugs that a release may be given, by one statement for each table; nothing outside of a transaction. */
    void expectSlugs(Collection<String> slugs) {
        if (transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            Batch batch = batch().orElseGet(Batch::new);
            transaction.putResource(this, batch);
            load(batch, slugs);
        }
    }

    private void load(Batch batch, Collection<String> slugs) {
        List<String> unknown = slugs.stream().filter(batch.slugs::add).toList();
        load(batch, ReleaseSlug.class, "slug", unknown, row -> row.slug);
        load(batch, TombstoneSlug.class, "hash", TombstoneSlug.hashes(unknown), row -> row.hash);
    }

    /** Answers with the releases that the ids point at. */
    private List<UUID> externalIds(Batch batch, Collection<LiveStore.IncomingRelease> releases) {
        Map<String, Set<String>> bySystem = new TreeMap<>();
        releases.forEach(release -> release.externalIds()
                .forEach(id -> bySystem.computeIfAbsent(id.system(), system -> new LinkedHashSet<>())
                        .add(id.id())));
        List<UUID> meant = new ArrayList<>();
        bySystem.forEach((system, values) -> {
            Set<Object> absent = batch.absent(ExternalIdRow.class);
            values.forEach(value -> absent.add(new ExternalIdRow.Key(system, value)));
            for (List<String> part : parts(values)) {
                List<ExternalIdRow> rows = ExternalIdRow.list("system = ?1 and value in ?2", system, part);
                rows.forEach(row -> {
                    absent.remove(new ExternalIdRow.Key(row.system, row.value));
                    meant.add(row.releaseId);
                });
            }
        });
        return meant;
    }

    private void children(Batch batch, List<PressRelease> releases) {
        List<UUID> ids = releases.stream().map(release -> release.id).toList();
        ids.forEach(id -> {
            batch.texts.put(id, new HashMap<>());
            batch.terms.put(id, new ArrayList<>());
        });
        for (List<UUID> part : parts(ids)) {
            ReleaseText.<ReleaseText>list("releaseId in ?1", part)
                    .forEach(row -> batch.texts.get(row.releaseId).put(row.language, row));
            ReleaseTerm.<ReleaseTerm>list("releaseId in ?1", part)
                    .forEach(row -> batch.terms.get(row.releaseId).add(row));
        }
    }

    private static void addSlugs(Set<String> slugs, ReleaseContent content) {
        if (content != null) {
            content.texts().values().forEach(text -> {
                slugs.add(text.slug() != null ? text.slug() : Slug.derive(text.title()));
                slugs.addAll(text.formerSlugs());
            });
        }
    }

    private <T, K> List<T> load(Batch batch, Class<T> entity, String key, Collection<K> values, Function<T, K> keyOf) {
        Set<Object> absent = batch.absent(entity);
        absent.addAll(values);
        List<T> found = new ArrayList<>();
        for (List<K> part : parts(values)) {
            found.addAll(
                    entities.createQuery("from " + entity.getSimpleName() + " where " + key + " in :values", entity)
                            .setParameter("values", part)
                            .getResultList());
        }
        found.forEach(row -> absent.remove(keyOf.apply(row)));
        absent.removeAll(batch.written(entity));
        return found;
    }

    private static <K> List<List<K>> parts(Collection<K> values) {
        List<K> all = List.copyOf(values);
        List<List<K>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST) {
            parts.add(all.subList(from, Math.min(all.size(), from + MOST)));
        }
        return parts;
    }

    /** The row with the key; null where there is none. */
    <T> T find(Class<T> entity, Object key) {
        Optional<Batch> batch = batch();
        if (batch.filter(loaded -> loaded.absent(entity).contains(key)).isPresent()) {
            return null;
        }
        T row = entities.find(entity, key);
        if (row == null) {
            batch.ifPresent(loaded -> loaded.absent(entity).add(key));
        }
        return row;
    }

    /** Adds the row, which from now on is found by its key. */
    void persist(Object row, Object key) {
        batch().ifPresent(batch -> {
            batch.absent(row.getClass()).remove(key);
            batch.written(row.getClass()).add(key);
        });
        entities.persist(row);
    }

    /** The texts of a release by language, to be kept in line with what is written. */
    Map<String, ReleaseText> texts(PressRelease release) {
        return batch().map(batch -> batch.texts.computeIfAbsent(release.id, id -> ReleaseText.of(release)))
                .orElseGet(() -> ReleaseText.of(release));
    }

    /** The same for a release that is new, which has none yet. */
    Map<String, ReleaseText> noTexts(UUID release) {
        Map<String, ReleaseText> none = new HashMap<>();
        batch().ifPresent(batch -> batch.texts.put(release, none));
        return none;
    }

    /** The terms of a release, to be kept in line with what is written. */
    List<ReleaseTerm> terms(UUID release) {
        return batch().map(batch -> batch.terms.computeIfAbsent(release, ReleaseTerm::listOf))
                .orElseGet(() -> ReleaseTerm.listOf(release));
    }

    /** The same for a release that is new, which has none yet. */
    List<ReleaseTerm> noTerms(UUID release) {
        List<ReleaseTerm> none = new ArrayList<>();
        batch().ifPresent(batch -> batch.terms.put(release, none));
        return none;
    }

    private Optional<Batch> batch() {
        return transaction.getTransactionStatus() == Status.STATUS_NO_TRANSACTION
                ? Optional.empty()
                : Optional.ofNullable((Batch) transaction.getResource(this));
    }
}
