package org.communique.release.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.GeneratedArchive;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.bitmap.ReleaseVersion;
import org.communique.release.filter.Facet;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.sequence.Snapshots;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two forms of the lists give the same answers on random filters, while releases come, change and go. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class ListMemoryTest {
    private static final int RELEASES = 300;
    private static final int ROUNDS = Math.min(12, Integer.getInteger("test.histories", 50) / 3);
    private static final int FILTERS = 25;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    @Inject
    Snapshots snapshots;

    @Inject
    TermCache cache;

    @Inject
    SqlReleaseIds sql;

    @Inject
    MemoryReleaseIds memory;

    @Inject
    ReleaseUseCounts counts;

    @Inject
    ReleaseSearch search;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private int selecting;
    private String[] ids;

    @Test
    void memory_and_database_agree_while_releases_come_change_and_go() throws Exception {
        Logger.getLogger(getClass()).infof("The seed is %d", seed);
        List<String> lines = GeneratedArchive.lines(RELEASES, seed);
        List<String> terms =
                lines.stream().filter(line -> !line.contains("press-release")).toList();
        List<String> releases =
                lines.stream().filter(line -> line.contains("press-release")).toList();
        ids = releases.stream().map(ListMemoryTest::id).toArray(String[]::new);
        bringIn(terms);
        int part = RELEASES / ROUNDS;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> batch = new ArrayList<>(releases.subList(round * part, (round + 1) * part));
            for (int i = 0; i < part && round > 0; i++) {
                batch.add(changed(releases.get(random.nextInt(round * part)), releases));
            }
            bringIn(batch);
            for (int i = 0; i < FILTERS; i++) {
                compare();
            }
        }
        assertTrue(selecting > ROUNDS * FILTERS / 4, selecting + " lists had something in them");
    }

    /** The release with what another one says, or retracted; its first publication stays. */
    private String changed(String line, List<String> all) {
        String own = id(line);
        if (random.nextInt(8) == 0) {
            return "{\"record\":\"press-release\",\"id\":\"" + own
                    + "\",\"originalLanguage\":\"en\",\"date\":\"2015-01-01\",\"status\":\"retracted\","
                    + "\"retraction\":{\"reason\":\"Wrong\"}}";
        }
        String other = all.get(random.nextInt(all.size()))
                .replaceAll(",\"publishedAt\":\"[^\"]+\"", "")
                .replaceAll(",\"externalIds\":\\[[^\\]]*\\]", "");
        String outdated = random.nextBoolean()
                ? other
                : other.replaceFirst(
                        "(\"(en|fr|ru|de)\":\\{\"title\":\"[^\"]*\",\"body\":\\{[^}]*\\})\\}",
                        "$1,\"upToDate\":false}");
        return ID.matcher(outdated).replaceFirst("\"id\":\"" + own + "\"");
    }

    private static void bringIn(List<String> lines) throws Exception {
        JsonPath job = Archives.importing(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        assertEquals("completed", job.getString("status"));
        Index.await();
    }

    /** Bitmaps and the search index count the same. */
    private void compareFacets(ReleaseFilter filter, Terms terms, boolean own, String query) {
        Parameters asked = Parameters.of("facets=" + String.join(",", Facet.names()) + (own ? "&facetScope=all" : ""));
        ListOptions options = ListOptions.parse(asked, false);
        asked.done();
        assertEquals(
                search.find(filter, terms, ReleaseSort.NEWEST_DAY, ListPosition.START, 0, options)
                        .facets(),
                FacetValues.shown(there(() -> memory.facets(filter, terms, options)), filter, terms, options),
                query);
    }

    private void compare() {
        String query = query();
        int limit = 1 + random.nextInt(40);
        int offset = random.nextInt(30);
        ReleaseSort sort = random.nextBoolean() ? ReleaseSort.NEWEST_DAY : ReleaseSort.OLDEST_DAY;
        LocalDate day = day();
        boolean ownFacets = random.nextBoolean();
        snapshots.read(snapshot -> {
            Terms terms = cache.at(snapshot);
            Parameters parameters = Parameters.of(query);
            ReleaseFilter filter = ReleaseFilter.parse(parameters, terms);
            parameters.done();
            long total = sql.total(filter, terms);
            assertEquals(total, there(() -> memory.total(filter, terms)), query);
            ListSlice first = sql.find(filter, terms, sort, new ListPosition(offset, List.of(), false), limit);
            assertEquals(
                    first,
                    there(() -> memory.find(filter, terms, sort, new ListPosition(offset, List.of(), false), limit)),
                    query);
            for (ListSlice slice = first; !slice.hits().isEmpty(); ) {
                boolean backward = random.nextBoolean();
                List<String> at =
                        slice.hits().get(backward ? 0 : slice.hits().size() - 1).key();
                ListPosition place = new ListPosition(0, sort.read(at).orElseThrow(), backward);
                ListSlice next = sql.find(filter, terms, sort, place, limit);
                assertEquals(next, there(() -> memory.find(filter, terms, sort, place, limit)), query + " " + place);
                slice = random.nextInt(4) == 0 ? new ListSlice(List.of(), false) : next;
            }
            Set<ReleaseVersion> marks = new HashSet<>(sql.marks(filter, terms));
            assertEquals(marks, new HashSet<>(there(() -> memory.marks(filter, terms))), query);
            for (boolean before : new boolean[] {true, false}) {
                assertEquals(
                        sql.nearestDay(filter, terms, day, before),
                        there(() -> memory.nearestDay(filter, terms, day, before)),
                        query + " " + day);
            }
            for (Vocabulary vocabulary : Vocabulary.values()) {
                there(() -> memory.uses(vocabulary))
                        .forEach((code, count) -> assertEquals(
                                count, counts.fromDatabase(vocabulary).getOrDefault(code, 0L), code));
            }
            compareFacets(filter, terms, ownFacets, query);
            selecting += total > 0 ? 1 : 0;
            return null;
        });
    }

    /** The memory's answer; a reader that is ahead of it by much waits a little here. */
    private static <T> T there(Supplier<Optional<T>> answer) {
        for (int i = 0; i < 200; i++) {
            Optional<T> given = answer.get();
            if (given.isPresent()) {
                return given.get();
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        throw new AssertionError("the lists in memory do not come to the snapshot's number");
    }

    private String query() {
        Query query = new Query();
        codes(query, "fieldOfWork", "scan-field-", 12);
        codes(query, "source", "scan-unit-", 15);
        codes(query, "meeting", "scan-meeting", 0);
        for (int i = random.nextInt(4) == 0 ? 80 : 0; i > 0; i--) {
            query.add("id", pick(ids));
        }
        for (int i = random.nextInt(6) == 0 ? 80 : 0; i > 0; i--) {
            query.add("externalId", "scan:old:" + random.nextInt(RELEASES));
        }
        sometimes(query, 3, "source.descendants", "true");
        sometimes(query, 5, "status", random.nextBoolean() ? "published" : "withdrawn");
        sometimes(query, 3, "lang", pick("en", "ru", "fr,ru", "de,fr,en", "it", "it,ru"));
        sometimes(query, 3, "upToDate", random.nextBoolean());
        sometimes(query, 4, "from", day());
        sometimes(query, 4, "to", day());
        sometimes(query, 5, "year", day().getYear());
        sometimes(query, 5, "publishedFrom", day() + "T05:00:00Z");
        sometimes(query, 5, "publishedTo", day() + "T05:00:00.000001Z");
        sometimes(query, 5, "updatedFrom", "2020-01-01T00:00:00Z");
        sometimes(query, 8, "updatedTo", "2020-01-01T00:00:00Z");
        return query.toString();
    }

    private void codes(Query query, String name, String prefix, int kinds) {
        for (String suffix : List.of("", ".all", ".not")) {
            if (random.nextInt(suffix.isEmpty() ? 3 : 6) == 0) {
                query.add(name + suffix, kinds == 0 ? prefix : prefix + random.nextInt(kinds));
                if (kinds > 0 && random.nextBoolean()) {
                    query.add(name + suffix, prefix + random.nextInt(kinds));
                }
            }
        }
        sometimes(query, 10, name + ".none", random.nextBoolean());
    }

    private void sometimes(Query query, int oneIn, String name, Object value) {
        if (random.nextInt(oneIn) == 0) {
            query.add(name, value);
        }
    }

    private static String id(String line) {
        Matcher id = ID.matcher(line);
        assertTrue(id.find());
        return id.group(1);
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private LocalDate day() {
        return LocalDate.of(2014, 12, 28).plusDays(random.nextInt(90));
    }
}
