package org.communique.release.filter;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.communique.taxonomy.Vocabulary;

/** What lists can be counted by. */
public enum Facet {
    FIELD_OF_WORK("fieldOfWork", Vocabulary.FIELD_OF_WORK),
    COUNTRY("country", Vocabulary.COUNTRY),
    SOURCE("source", Vocabulary.ORGANIZATIONAL_UNIT),
    LANGUAGE("language", null),
    YEAR("year", null),
    MONTH("month", null),
    KIND("kind", null),
    MEETING("meeting", Vocabulary.MEETING_SERIES);

    private final String wire;
    private final Vocabulary vocabulary;

    Facet(String wire, Vocabulary vocabulary) {
        this.wire = wire;
        this.vocabulary = vocabulary;
    }

    public String wire() {
        return wire;
    }

    /** The value for a day, of a facet that counts by days: {@code 2025} or {@code 2025-04}. */
    public String of(LocalDate day) {
        return this == YEAR
                ? String.format("%04d", day.getYear())
                : day.toString().substring(0, 7);
    }

    /** Whether the day before has an earlier value. */
    boolean isFirst(LocalDate day) {
        return this == YEAR ? day.getDayOfYear() == 1 : day.getDayOfMonth() == 1;
    }

    /** The first day that has a later value than this one. */
    public LocalDate after(LocalDate day) {
        return this == YEAR
                ? day.withDayOfYear(1).plusYears(1)
                : day.withDayOfMonth(1).plusMonths(1);
    }

    /** The vocabulary whose codes are its values, where it is one. */
    public Optional<Vocabulary> vocabulary() {
        return Optional.ofNullable(vocabulary);
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Facet::wire).toList();
    }

    static Facet byName(String name) {
        return Arrays.stream(values())
                .filter(facet -> facet.wire.equals(name))
                .findFirst()
                .orElseThrow();
    }
}
