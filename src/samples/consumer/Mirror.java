import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Keeps a folder equal to a filter of a Communiqué service: one JSON file for each press release. It needs JDK 17 or
 * later and nothing else; README.md beside it says how it is run and why it does what it does. The order of its steps
 * matters: a kill at any moment leaves whole files, and a position that is never ahead of them.
 */
public final class Mirror {
    private static final String STATE = "mirror-state.properties";
    private static final Duration PROVE_EVERY = Duration.ofHours(1);

    /** For each file what the digest is made of, its revision and the month of its date, and when it was changed. */
    private record Entry(long revision, String month, String updatedAt) {}

    private final Service service;
    private final Path folder;
    private final String filter;
    private final boolean follow;
    private final TreeMap<String, Entry> index = new TreeMap<>();
    private String store; // The one the position belongs to; null before the first snapshot.
    private long position; // Everything up to this number of the sequence is in the folder.

    private Mirror(String base, Path folder, String filter, boolean follow) {
        this.service = new Service(base, follow);
        this.folder = folder;
        this.filter = filter;
        this.follow = follow;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean follow = given.remove("--follow");
        given.remove("--once");
        if (given.size() < 2 || given.size() > 3) {
            System.err.println("java Mirror <base-url> <folder> [filter] [--once | --follow]");
            System.exit(2);
        }
        new Mirror(given.get(0), Path.of(given.get(1)), given.size() == 3 ? given.get(2) : "", follow).run();
    }

    private void run() throws Exception {
        load();
        if (store == null) {
            snapshot();
        }
        for (int repairs = 0; !isProved(); repairs++) { // What was mended is proved again.
            if (repairs == 5) {
                throw new IOException("The folder could not be made equal to the store.");
            }
        }
        while (follow) {
            for (Instant end = Instant.now().plus(PROVE_EVERY); Instant.now().isBefore(end); ) {
                takeChanges(25, Long.MAX_VALUE);
            }
            isProved();
        }
    }

    /**
     * Takes the whole list. It changes while it is read, page by page, so the number is noted before the first page:
     * what happens meanwhile comes after it, and is told again by the change feed.
     */
    private void snapshot() throws Exception {
        Json before = digest(0);
        Set<String> listed = saveList(filter, before.get("sequence").number());
        removeUnlisted(Set.copyOf(index.keySet()), listed);
        reached(before.get("store").string(), before.get("sequence").number());
    }

    /** Takes the changes after the position and up to a number, or waits so many seconds for one. */
    private void takeChanges(int wait, long end) throws Exception {
        Json page =
                service.get("/v1/changes?" + join("after=" + position, "include=data", "wait=" + wait, filter), 0);
        boolean beyond = "/problems/after-beyond-end".equals(page.get("type").string());
        Json meta = beyond ? page : page.get("meta");
        if (!store.equals(meta.get("store").string())) {
            reconcile(digest(0)); // Set back to a backup, or rebuilt: the position means nothing in this store.
        } else if (beyond) {
            Thread.sleep(1_000); // The same store, on a node that is not yet where the last one was.
        } else {
            for (Json change : page.get("data").items()) {
                if (change.get("sequence").number() <= end) {
                    apply(change);
                }
            }
            // After the files: who is killed before this line is told the same once more, which does no harm.
            reached(store, Math.min(end, meta.get("sequence").number()));
        }
    }

    private void apply(Json change) throws IOException {
        Json subject = change.get("subject");
        if (!"press-release".equals(subject.get("kind").string())) {
            return; // A term was renamed, closed or merged. Files keep the names they came with; README.md says more.
        }
        String id = subject.get("id").string();
        if (index.containsKey(id) && index.get(id).revision() > subject.get("revision").number()) {
            return; // The snapshot was newer than this change. Within one store no revision ever goes back.
        }
        if (change.get("mustRemove").isTrue() || change.get("data").isNull()) {
            remove(id); // Without data it was retracted since, so there is no need to wait for that change.
        } else {
            save(change.get("data"));
        }
    }

    /** Whether the folder was equal to the store at one number of the sequence; where it was not, it is mended. */
    private boolean isProved() throws Exception {
        takeChanges(0, Long.MAX_VALUE); // Finds out too whether it is still the same store.
        Json digest = digest(position);
        long sequence = digest.get("sequence").number();
        String of = digest.get("store").string();
        while (of.equals(store) && position < sequence) {
            takeChanges(0, sequence);
        }
        if (of.equals(store) && position == sequence && hash(index).equals(digest.get("hash").string())) {
            System.out.println("equal to " + store + " at " + position + ": " + index.size() + " releases");
            return true;
        }
        reconcile(digest(0));
        return false;
    }

    /** Fetches the months that differ, and no others. */
    private void reconcile(Json digest) throws Exception {
        Map<String, String> months = new TreeMap<>();
        index.values().forEach(entry -> months.put(entry.month(), ""));
        for (Json month : digest.get("months").items()) {
            months.put(month.get("month").string(), month.get("hash").string());
        }
        long sequence = digest.get("sequence").number();
        Set<String> rewritten = digest.get("store").string().equals(store) ? Set.of() : rewritten(sequence);
        for (String month : months.keySet()) {
            TreeMap<String, Entry> held = new TreeMap<>(index);
            held.values().removeIf(entry -> !entry.month().equals(month));
            if (!hash(held).equals(months.get(month)) || rewritten.contains(month)) {
                System.out.println("month " + month + " differs");
                Set<String> listed = saveList(within(YearMonth.parse(month)), sequence);
                held.keySet().removeIf(id -> !index.get(id).month().equals(month)); // It moved to another month.
                removeUnlisted(held.keySet(), listed);
            }
        }
        reached(digest.get("store").string(), sequence);
    }

    /** The months with a release that another store has changed at another time, perhaps under the same revision. */
    private Set<String> rewritten(long least) throws Exception {
        Set<String> months = new HashSet<>();
        readList(join("fields=id,updatedAt", filter), least, release -> {
            Entry held = index.get(release.get("id").string());
            if (held != null && !held.updatedAt().equals(release.get("updatedAt").string())) {
                months.add(held.month());
            }
        });
        return months;
    }

    /** The filter within a month; a day may be given once, so its own from and to are taken in. */
    private String within(YearMonth month) {
        String from = month.atDay(1).toString();
        String to = month.atEndOfMonth().toString();
        List<String> parts = new ArrayList<>();
        for (String part : filter.split("&")) {
            if (part.startsWith("from=")) {
                from = Collections.max(List.of(from, part.substring(5)));
            } else if (part.startsWith("to=")) {
                to = Collections.min(List.of(to, part.substring(3)));
            } else {
                parts.add(part);
            }
        }
        return join(join(parts.toArray(String[]::new)), "from=" + from, "to=" + to);
    }

    private static String hash(SortedMap<String, Entry> entries) throws Exception {
        StringBuilder lines = new StringBuilder();
        entries.forEach((id, entry) -> lines.append(id).append(' ').append(entry.revision()).append('\n'));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines.toString().getBytes()));
    }

    // ---------------------------------------------------------------------------------------------- the folder

    private void load() throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.equals(STATE)) {
                    Properties state = new Properties();
                    state.load(new StringReader(Files.readString(file)));
                    // With another filter it begins with a snapshot; what is in both views stays where it is.
                    store = filter.equals(state.get("filter")) ? (String) state.get("store") : null;
                    position = Long.parseLong((String) state.get("position"));
                } else if (name.endsWith(".json")) {
                    note(new Json(Files.readString(file)));
                } else if (name.endsWith(".tmp")) {
                    Files.delete(file); // A kill came in between.
                }
            }
        }
    }

    private void reached(String newStore, long newPosition) throws IOException {
        store = newStore;
        position = newPosition;
        Properties state = new Properties();
        state.putAll(Map.of("filter", filter, "store", store, "position", Long.toString(position)));
        StringWriter text = new StringWriter();
        state.store(text, "The store that this folder mirrors, and the position");
        write(STATE, text.toString());
    }

    private String save(Json release) throws IOException {
        String id = note(release);
        write(id + ".json", release.text());
        return id;
    }

    private String note(Json release) {
        String id = UUID.fromString(release.get("id").string()).toString(); // It names a file: nothing but a UUID.
        String month = release.get("date").string().substring(0, 7);
        index.put(id, new Entry(release.get("revision").number(), month, release.get("updatedAt").string()));
        return id;
    }

    private void removeUnlisted(Set<String> held, Set<String> listed) throws IOException {
        for (String id : held) {
            if (!listed.contains(id)) {
                remove(id);
            }
        }
    }

    private void remove(String id) throws IOException {
        if (index.remove(id) != null) {
            Files.deleteIfExists(folder.resolve(id + ".json"));
        }
    }

    /** Written aside and moved into its place, so that there is never half a file. */
    private void write(String name, String text) throws IOException {
        Path aside = Files.writeString(folder.resolve(name + ".tmp"), text);
        Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    // ---------------------------------------------------------------------------------------------- the service

    private Json digest(long least) throws Exception {
        return service.get("/v1/press-releases/digest?" + filter, least);
    }

    /** Saves every release of a list, and gives their ids. */
    private Set<String> saveList(String query, long least) throws Exception {
        Set<String> ids = new HashSet<>();
        readList(join("view=full", query), least, release -> ids.add(save(release)));
        return ids;
    }

    private void readList(String query, long least, Taker taker) throws Exception {
        for (String next = "/v1/press-releases?" + join("limit=100", query); next != null; ) {
            Json page = service.get(next, least);
            for (Json release : page.get("data").items()) {
                taker.take(release);
            }
            next = page.get("links").get("next").string();
        }
    }

    private interface Taker {
        void take(Json release) throws IOException;
    }

    private static String join(String... parts) {
        return String.join("&", Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
    }
}
