package org.communique.release.document;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.communique.release.entity.Tombstone;
import org.communique.release.entity.TombstoneSlug;
import org.communique.sequence.Snapshot;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The documents of all public releases and the change log in a file of this node's own, compressed, and the number of the
 * sequence that they are at. Documents, bodies and changes have checksums. What a kill loses is followed again.
 *
 * <p>Every method throws {@link MVStoreException} where the file cannot be read or written, or is not as it was written.
 */
final class DocumentStore implements Closeable {
    /** Of what is written; a file of another version is of no use. */
    private static final int VERSION = 3;

    private static final int CACHE_MEGABYTES = 16;
    private static final String STORE = "store";
    private static final String NUMBER = "number";

    private final MVStore file;
    private final MVMap<UUID, byte[]> documents;
    /** By release and language. */
    private final MVMap<String, byte[]> bodies;

    private final MVMap<String, String> slugs;

    private final MVMap<UUID, String> tombstones;
    /** By {@link TombstoneSlug#hash}. */
    private final MVMap<String, UUID> goneSlugs;

    private final DocumentChanges changes;
    private final MVMap<String, String> mark;

    DocumentStore(Path path) {
        file = new MVStore.Builder()
                .fileName(path.toString())
                .cacheSize(CACHE_MEGABYTES)
                .compress()
                .open();
        // First, since a commit takes the maps in the order in which they were opened: what is newer than the mark is
        // followed again.
        mark = file.openMap("mark-" + VERSION);
        documents = file.openMap(
                "documents-" + VERSION, new MVMap.Builder<UUID, byte[]>().valueType(ByteArrayDataType.INSTANCE));
        bodies = file.openMap(
                "bodies-" + VERSION,
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
        slugs = file.openMap("slugs-" + VERSION, new MVMap.Builder<String, String>().keyType(StringDataType.INSTANCE));
        tombstones = file.openMap("tombstones-" + VERSION);
        goneSlugs = file.openMap("gone-slugs-" + VERSION);
        changes = new DocumentChanges(
                file.openMap(
                        "changes-" + VERSION, new MVMap.Builder<Long, byte[]>().valueType(ByteArrayDataType.INSTANCE)),
                file.openMap("changes-of-public-" + VERSION),
                file.openMap("change-times-" + VERSION));
    }

    DocumentChanges changes() {
        return changes;
    }

    public Optional<ReleaseDocument> find(UUID id) {
        return Optional.ofNullable(documents.get(id))
                .map(DocumentStore::checked)
                .map(ReleaseDocument::read);
    }

    /** The member {@code body} in a language. */
    Optional<DocumentBody> body(UUID id, String language) {
        return Optional.ofNullable(bodies.get(key(id, language)))
                .map(DocumentStore::checked)
                .map(DocumentBody::new);
    }

    /**
     * What a slug leads to.
     *
     * @param current whether it is the present one of the language
     */
    public record Slug(UUID release, String language, boolean current) {
        private static final Pattern PARTS = Pattern.compile(" ");

        static Slug read(String written) {
            String[] parts = PARTS.split(written);
            return new Slug(UUID.fromString(parts[0]), parts[1], Boolean.parseBoolean(parts[2]));
        }

        String written() {
            return release + " " + language + " " + current;
        }
    }

    public Optional<Slug> slug(String slug) {
        return Optional.ofNullable(slugs.get(slug)).map(Slug::read);
    }

    /** What is left of a release that was retracted. */
    Optional<Tombstone> tombstone(UUID id) {
        return Optional.ofNullable(tombstones.get(id)).map(written -> {
            String[] parts = written.split("\n", 4);
            Tombstone tombstone = new Tombstone();
            tombstone.id = id;
            tombstone.revision = Integer.parseInt(parts[0]);
            tombstone.retractedAt = Instant.parse(parts[1]);
            tombstone.replacedBy = parts[2].isEmpty() ? null : UUID.fromString(parts[2]);
            tombstone.reason = parts[3];
            return tombstone;
        });
    }

    /** The same by a slug that it had. */
    Optional<Tombstone> tombstone(String slug) {
        return Optional.ofNullable(goneSlugs.get(TombstoneSlug.hash(slug))).flatMap(this::tombstone);
    }

    /** Whether it is public or was. */
    boolean isKnown(UUID id) {
        return documents.containsKey(id) || tombstones.containsKey(id);
    }

    void putTombstone(Tombstone tombstone) {
        remove(tombstone.id);
        tombstones.put(
                tombstone.id,
                tombstone.revision + "\n" + tombstone.retractedAt + "\n"
                        + (tombstone.replacedBy == null ? "" : tombstone.replacedBy) + "\n" + tombstone.reason);
    }

    void putGoneSlug(TombstoneSlug slug) {
        goneSlugs.put(slug.hash, slug.tombstoneId);
    }

    /** Takes the document in the place of any other of its release. */
    void put(ReleaseDocument document, Map<String, DocumentBody> texts) {
        remove(document.id());
        documents.put(document.id(), withSum(document.bytes()));
        texts.forEach((language, body) -> bodies.put(key(document.id(), language), withSum(body.json())));
        document.texts().forEach((language, text) -> {
            text.formerSlugs().forEach(slug -> slugs.put(slug, new Slug(document.id(), language, false).written()));
            slugs.put(text.slug(), new Slug(document.id(), language, true).written());
        });
    }

    void remove(UUID id) {
        find(id).ifPresent(old -> {
            old.texts().forEach((language, text) -> {
                bodies.remove(key(id, language));
                text.formerSlugs().forEach(slug -> removeSlug(slug, id));
                removeSlug(text.slug(), id);
            });
            documents.remove(id);
        });
    }

    /** Unless it leads to another by now. */
    private void removeSlug(String slug, UUID release) {
        if (slug(slug).filter(target -> target.release().equals(release)).isPresent()) {
            slugs.remove(slug);
        }
    }

    /** Whether these are all documents of a store, and of no state that it has not reached. */
    boolean isOf(Snapshot now) {
        return now.store().toString().equals(mark.get(STORE)) && number() <= now.number();
    }

    /** The number that they are at. */
    long number() {
        return Long.parseLong(mark.getOrDefault(NUMBER, "-1"));
    }

    void mark(UUID store, long number) {
        mark.put(NUMBER, Long.toString(number));
        mark.put(STORE, store.toString());
    }

    int size() {
        return documents.size();
    }

    private static String key(UUID id, String language) {
        return id + language;
    }

    public static byte[] withSum(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + Integer.BYTES)
                .putInt(sum(bytes, 0))
                .put(bytes)
                .array();
    }

    public static byte[] checked(byte[] stored) {
        ByteBuffer in = ByteBuffer.wrap(stored);
        if (in.getInt() != sum(stored, Integer.BYTES)) {
            throw new MVStoreException(DataUtils.ERROR_FILE_CORRUPT, "a document is not as it was written");
        }
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }

    private static int sum(byte[] bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }

    @Override
    public void close() {
        file.close();
    }

    /** Lets go of the file, whatever state it is in. */
    void abandon() {
        file.closeImmediately();
    }
}
