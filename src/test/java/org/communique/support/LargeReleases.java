package org.communique.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;

/** Releases that are long, so that what has all of them does not fit into the buffers of a connection. */
public final class LargeReleases {
    private static final String LINE =
            "{\"record\":\"press-release\",\"externalIds\":[{\"system\":\"large\",\"id\":\"%d\"}],"
                    + "\"originalLanguage\":\"en\",\"date\":\"2020-01-%02d\","
                    + "\"texts\":{\"en\":{\"title\":\"Large %d\",\"body\":{\"html\":\"<p>%s</p>\"}}}}";

    private LargeReleases() {}

    /** Imports so many, each of this length. */
    public static void add(int count, int characters) {
        String[] lines = IntStream.range(0, count)
                .mapToObj(i -> LINE.formatted(i, i % 28 + 1, i, ("words of " + i + " ").repeat(characters / 12)))
                .toArray(String[]::new);
        assertEquals("completed", Archives.importing(lines).getString("status"));
    }
}
