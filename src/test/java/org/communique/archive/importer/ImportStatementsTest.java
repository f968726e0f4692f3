package org.communique.archive.importer;

import static org.communique.support.Archives.importing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.IntStream;
import org.communique.support.Statements;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ImportStatementsTest {
    /** Lines of one batch. */
    private static final int FEW = 2;

    private static final int MANY = 10;
    private static final int TRIES = 5;

    private static String[] releases(int count, String title) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    UUID id = UUID.nameUUIDFromBytes((title + i).getBytes());
                    return "{\"record\":\"press-release\",\"id\":\"" + id
                            + "\",\"externalIds\":[{\"system\":\"statements\",\"id\":\"" + id
                            + "\"}],\"originalLanguage\":\"en\",\"date\":\"2030-01-02\",\"texts\":{\"en\":{\"title\":\""
                            + title + " " + i + "\",\"body\":{\"text\":\"Body\"}}},\"countries\":[\"KZ\"]}";
                })
                .toArray(String[]::new);
    }

    /** The fewest of several imports: one that has to wait for a processor ends its batch early. */
    private static int statements(int count, String outcome, String title) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            Statements.taken(Statements.IMPORTS);
            assertEquals(count, importing(releases(count, title + i)).getInt(outcome));
            least = Math.min(least, Statements.taken(Statements.IMPORTS));
        }
        return least;
    }

    @Test
    void a_batch_takes_as_many_statements_however_many_releases_are_in_it() {
        // One after the other: with this one those that other tests did not wait for have ended too.
        importing(releases(1, "Before"));
        int few = statements(FEW, "created", "Few");
        assertTrue(few > 0, "they are counted");
        assertEquals(few, statements(MANY, "created", "Many"));
        assertEquals(statements(FEW, "unchanged", "Few"), statements(MANY, "unchanged", "Many"));
    }
}
