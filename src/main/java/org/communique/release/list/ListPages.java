package org.communique.release.list;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.communique.release.bitmap.BitmapColumns;
import org.communique.release.bitmap.BitmapIndex;
import org.communique.release.list.PublishedPages.Page;
import org.communique.release.list.PublishedPages.Year;
import org.communique.value.Uuids;

/** {@link PublishedPages} from the lists in memory. */
final class ListPages {
    private final BitmapIndex index;
    private final BitmapColumns columns;

    ListPages(BitmapIndex index) {
        this.index = index;
        this.columns = index.columns();
    }

    List<Year> years() {
        List<Year> years = new ArrayList<>();
        int place = 0;
        while (place < columns.size()) {
            int year = columns.day(place).getYear();
            int end = columns.beforeDay(LocalDate.of(year + 1, 1, 1).toEpochDay());
            long pages = 0;
            long updated = Long.MIN_VALUE;
            for (; place < end; place++) {
                if (!index.withdrawn().contains(place)) {
                    pages += languages(place).count();
                    updated = Math.max(updated, columns.updated(place));
                }
            }
            if (pages > 0) {
                years.add(new Year(year, pages, Instant.ofEpochMilli(updated)));
            }
        }
        return years;
    }

    List<Page> of(int year, int from, int most) {
        int first = columns.beforeDay(LocalDate.of(year, 1, 1).toEpochDay());
        int end = columns.beforeDay(LocalDate.of(year + 1, 1, 1).toEpochDay());
        return IntStream.range(first, end)
                .filter(place -> !index.withdrawn().contains(place))
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(columns::epochDay)
                        .thenComparing(columns::id, Uuids::compareUnsigned))
                .flatMap(place -> pages(columns.id(place), place))
                .skip(from)
                .limit(most)
                .toList();
    }

    private Stream<Page> pages(UUID release, int place) {
        return languages(place).sorted().map(language -> new Page(release, language));
    }

    private Stream<String> languages(int place) {
        return index.languages().entrySet().stream()
                .filter(language -> language.getValue().contains(place))
                .map(Map.Entry::getKey);
    }
}
