package org.communique.release;

import static io.restassured.RestAssured.given;
import static org.communique.support.Archives.importing;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.communique.support.Desk;
import org.communique.support.Newsroom;
import org.communique.support.Statements;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many releases with one title: each gets a slug with a number, and finding it costs little. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class EqualTitlesTest {
    private static final int FEW = 40;
    private static final int MANY = 300;
    private static final int TRIES = 3;
    /** A stretch of numbers is divided by 64 with two statements: up to three times more. */
    private static final int MORE = 6;

    private static String release(UUID id, String title, String text) {
        return "{\"record\":\"press-release\",\"id\":\"" + id
                + "\",\"originalLanguage\":\"en\",\"date\":\"2030-01-02\",\"texts\":{\"en\":{\"title\":\"" + title
                + "\",\"body\":{\"text\":\"Body\"}" + text + "}}}";
    }

    private static String[] releases(int count, String title) {
        return IntStream.range(0, count)
                .mapToObj(i -> release(UUID.randomUUID(), title, ""))
                .toArray(String[]::new);
    }

    private static String slug(UUID id) {
        return given().get(Newsroom.path(id.toString())).jsonPath().getString("slug");
    }

    /** The fewest of several tries: whoever waits for a processor does less at once. */
    private static int fewest(String threads, IntSupplier attempt) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            Statements.taken(threads);
            assertEquals(1, attempt.getAsInt());
            least = Math.min(least, Statements.taken(threads));
        }
        return least;
    }

    private static int importingOne(String title) {
        return fewest(Statements.IMPORTS, () -> importing(releases(1, title)).getInt("created"));
    }

    private static int importingTen(String title) {
        return fewest(Statements.IMPORTS, () -> importing(releases(10, title)).getInt("created") / 10);
    }

    private static int publishingOne(String title) {
        return fewest(Statements.REQUESTS, () -> {
            Desk.chief().published(title);
            return 1;
        });
    }

    @Test
    void the_statements_grow_with_the_logarithm_of_their_number() {
        String title = "Statement of equals";
        importing(releases(FEW, title));
        int one = importingOne(title);
        int published = publishingOne(title);
        assertEquals(MANY, importing(releases(MANY, title)).getInt("created"));
        assertTrue(one > 0 && published > 0, "they are counted");
        assertThat(importingOne(title), lessThanOrEqualTo(one + MORE));
        // Whoever has to wait for a processor writes them in several batches.
        assertThat(importingTen(title), lessThanOrEqualTo(10 * (one + MORE)));
        assertThat(publishingOne(title), lessThanOrEqualTo(published + MORE));
    }

    @Test
    void they_are_numbered_without_gaps() {
        String title = "Numbered from two";
        List<UUID> ids = IntStream.range(0, 40).mapToObj(i -> UUID.randomUUID()).toList();
        importing(ids.stream().map(id -> release(id, title, "")).toArray(String[]::new));
        for (int i = 0; i < ids.size(); i++) {
            assertEquals(i == 0 ? "numbered-from-two" : "numbered-from-two-" + (i + 1), slug(ids.get(i)));
        }
    }

    @Test
    void numbers_that_are_taken_here_and_there_and_retracted_ones_are_never_given_twice() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<Integer> taken = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            // Powers of two, which are looked at first, and others.
            int number = i % 6 == 0 ? 32 << random.nextInt(17) : 2 + random.nextInt(i % 2 == 0 ? 30 : 300);
            if (taken.add(number)) {
                String text = ",\"slug\":\"gap-" + number + "\"";
                lines.add(release(new UUID(seed, i), "Gap", text));
            }
        }
        importing(lines.toArray(String[]::new));
        for (int i = 0; i < 3; i++) {
            lines.set(
                    i,
                    lines.get(i)
                            .replace(
                                    "{\"record\"",
                                    "{\"status\":\"retracted\",\"retraction\":{\"reason\":\"Gap\"},\"record\""));
        }
        JsonPath retracted = importing(lines.subList(0, 3).toArray(String[]::new));
        assertEquals(3, retracted.getInt("changed"), "seed " + seed);
        Set<String> given = new HashSet<>();
        taken.forEach(number -> given.add("gap-" + number));
        List<UUID> ids = IntStream.range(0, 40).mapToObj(i -> UUID.randomUUID()).toList();
        JsonPath job = importing(ids.stream().map(id -> release(id, "Gap", "")).toArray(String[]::new));
        assertEquals(40, job.getInt("created"), "seed " + seed);
        // The first sixteen are the least that are free.
        int least = 1;
        for (UUID id : ids) {
            String slug = slug(id);
            assertTrue(slug.matches("gap(-[1-9][0-9]*)?") && given.add(slug), slug + ", seed " + seed);
            if (least <= 16) {
                assertEquals(least == 1 ? "gap" : "gap-" + least, slug, "seed " + seed);
                taken.add(least);
                while (taken.contains(least)) {
                    least++;
                }
            }
        }
    }
}
