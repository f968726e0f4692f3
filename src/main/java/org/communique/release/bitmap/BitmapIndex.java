package org.communique.release.bitmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.communique.release.bitmap.BitmapColumns.Key;
import org.communique.release.bitmap.BitmapColumns.Row;
import org.communique.release.bitmap.BitmapColumns.Shift;
import org.communique.release.content.FilterState;
import org.communique.release.content.ReleaseContent.ExternalId;
import org.communique.release.content.ReleaseKind;
import org.communique.release.content.ReleaseStatus;
import org.communique.taxonomy.Vocabulary;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * All releases at one number of the sequence, as lists look at them: columns in list order, and for each value that a filter
 * can ask for a bitmap of the places that have it. Not for several threads at once.
 */
public final class BitmapIndex {
    private static final RoaringBitmap NONE = new RoaringBitmap();
    /** Bytes of memory that an external id takes, about. */
    private static final long EXTERNAL_ID = 200;

    private final BitmapColumns columns = new BitmapColumns();
    private final Ordinals ordinals;
    private final Map<Vocabulary, Map<String, RoaringBitmap>> terms = new EnumMap<>(Vocabulary.class);
    private final Map<Vocabulary, RoaringBitmap> carrying = new EnumMap<>(Vocabulary.class);
    private final Map<String, RoaringBitmap> languages = new HashMap<>();
    private final Map<String, RoaringBitmap> outdated = new HashMap<>();
    private final RoaringBitmap withdrawn = new RoaringBitmap();
    private final Map<ReleaseKind, RoaringBitmap> kinds = new EnumMap<>(ReleaseKind.class);
    /** Ordinals by external id, each of which points at one release for ever. */
    private final Map<ExternalId, Integer> external = new HashMap<>();

    private long number;

    public BitmapIndex(Ordinals ordinals) {
        this.ordinals = ordinals;
        for (Vocabulary vocabulary : Vocabulary.values()) {
            terms.put(vocabulary, new HashMap<>());
            carrying.put(vocabulary, new RoaringBitmap());
        }
        for (ReleaseKind kind : ReleaseKind.values()) {
            kinds.put(kind, new RoaringBitmap());
        }
    }

    /**
     * What became of a release.
     *
     * @param before null where there was none; {@code after} null where there is none any more
     * @param announced the number of the change where it is announced, else 0
     */
    public record Move(UUID id, FilterState before, FilterState after, int revision, long announced) {
        /** The same as this and then the other. */
        public Move then(Move other) {
            return new Move(id, before, other.after, other.revision, Math.max(announced, other.announced));
        }

        /** The same, of a release whose last announced change has the number. */
        Move last(long number) {
            return announced > 0 ? this : new Move(id, before, after, revision, number);
        }

        Key key(FilterState state) {
            return Key.of(state.date(), state.publishedAt(), id);
        }

        Row row(int ordinal) {
            return new Row(key(after), after.updatedAt().toEpochMilli(), announced, revision, ordinal);
        }
    }

    public long number() {
        return number;
    }

    public BitmapColumns columns() {
        return columns;
    }

    public Ordinals ordinals() {
        return ordinals;
    }

    public RoaringBitmap carrying(Vocabulary vocabulary, String code) {
        return terms.get(vocabulary).getOrDefault(code, NONE);
    }

    public RoaringBitmap carrying(Vocabulary vocabulary) {
        return carrying.get(vocabulary);
    }

    public Map<Vocabulary, Map<String, RoaringBitmap>> carrying() {
        return terms;
    }

    public Map<String, RoaringBitmap> languages() {
        return languages;
    }

    public RoaringBitmap in(String language) {
        return languages.getOrDefault(language, NONE);
    }

    /** Where the text in a language is a translation whose original was changed since. */
    public RoaringBitmap outdatedIn(String language) {
        return outdated.getOrDefault(language, NONE);
    }

    public Collection<RoaringBitmap> outdated() {
        return outdated.values();
    }

    public RoaringBitmap of(ReleaseKind kind) {
        return kinds.get(kind);
    }

    public RoaringBitmap withdrawn() {
        return withdrawn;
    }

    /** The ordinal of the release that an external id points at; {@link Ordinals#NONE} where there is none in the lists. */
    public int ordinal(ExternalId id) {
        return external.getOrDefault(id, Ordinals.NONE);
    }

    /** How many releases carry each term. */
    public Map<String, Long> uses(Vocabulary vocabulary) {
        Map<String, Long> counts = new HashMap<>();
        terms.get(vocabulary).forEach((code, places) -> counts.put(code, places.getLongCardinality()));
        return counts;
    }

    /** Bytes of memory. */
    public long memory() {
        long[] sum = {columns.memory() + ordinals.memory() + external.size() * EXTERNAL_ID};
        bitmaps(bitmap -> sum[0] += bitmap.getLongSizeInBytes());
        return sum[0];
    }

    /** Takes the moves that lead to a number, one at most for each release. */
    public void apply(Collection<Move> moves, long to) {
        List<Move> leaving = new ArrayList<>();
        List<Move> entering = new ArrayList<>();
        for (Move one : moves) {
            Move move = one.before() == null ? one : one.last(columns.announced(place(one)));
            boolean stays = move.before() != null
                    && move.after() != null
                    && move.key(move.before()).equals(move.key(move.after()));
            if (stays) {
                int place = place(move);
                mark(place, move.before(), false);
                mark(place, move.after(), true);
                columns.set(place, row(move));
            } else {
                if (move.before() != null) {
                    leaving.add(move);
                }
                if (move.after() != null) {
                    entering.add(move);
                }
            }
        }
        if (!leaving.isEmpty() || !entering.isEmpty()) {
            merge(leaving, entering);
        }
        number = to;
    }

    private Row row(Move move) {
        return move.row(ordinals.take(move.id()));
    }

    private int place(Move move) {
        Key key = move.key(move.before());
        int place = columns.before(key);
        if (!columns.isAt(place, key)) {
            throw new IllegalStateException("a change of a release that is not there: " + move.id());
        }
        return place;
    }

    private void merge(List<Move> leaving, List<Move> entering) {
        int[] removed = new int[leaving.size()];
        for (int i = 0; i < removed.length; i++) {
            removed[i] = place(leaving.get(i));
            mark(removed[i], leaving.get(i).before(), false);
        }
        Arrays.sort(removed);
        entering.sort(Comparator.comparing(move -> move.key(move.after())));
        Shift shift = columns.merge(removed, entering.stream().map(this::row).toList());
        if (shift.places().length > 0) {
            bitmaps(bitmap -> shift(bitmap, shift));
        }
        for (int i = 0; i < entering.size(); i++) {
            mark(shift.added()[i], entering.get(i).after(), true);
        }
    }

    private static void shift(RoaringBitmap bitmap, Shift shift) {
        PeekableIntIterator tail = bitmap.getIntIterator();
        tail.advanceIfNeeded(shift.first());
        if (!tail.hasNext()) {
            return;
        }
        RoaringBitmap moved = new RoaringBitmap();
        for (IntIterator places = tail; places.hasNext(); ) {
            // What was taken out bears no marks any more.
            moved.add(shift.places()[places.next() - shift.first()]);
        }
        bitmap.remove(shift.first(), 1L << 32);
        bitmap.or(moved);
    }

    private void mark(int place, FilterState state, boolean on) {
        for (Vocabulary vocabulary : Vocabulary.values()) {
            List<String> codes = state.codes(vocabulary);
            for (String code : codes) {
                set(terms.get(vocabulary).computeIfAbsent(code, unused -> new RoaringBitmap()), place, on);
            }
            if (!codes.isEmpty()) {
                set(carrying.get(vocabulary), place, on);
            }
        }
        state.languages().forEach((language, upToDate) -> {
            set(languages.computeIfAbsent(language, unused -> new RoaringBitmap()), place, on);
            if (!upToDate) {
                set(outdated.computeIfAbsent(language, unused -> new RoaringBitmap()), place, on);
            }
        });
        set(kinds.get(state.kind()), place, on);
        if (state.status() == ReleaseStatus.WITHDRAWN) {
            set(withdrawn, place, on);
        }
        for (ExternalId id : state.externalIds()) {
            if (on) {
                external.put(id, columns.ordinal(place));
            } else {
                external.remove(id, columns.ordinal(place));
            }
        }
    }

    private static void set(RoaringBitmap bitmap, int place, boolean on) {
        if (on) {
            bitmap.add(place);
        } else {
            bitmap.remove(place);
        }
    }

    private void bitmaps(Consumer<RoaringBitmap> work) {
        terms.values().forEach(codes -> codes.values().forEach(work));
        carrying.values().forEach(work);
        languages.values().forEach(work);
        outdated.values().forEach(work);
        kinds.values().forEach(work);
        work.accept(withdrawn);
    }
}
