package org.communique.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instants as RFC 3339 writes them: any of its forms is read, UTC with milliseconds and {@code Z} is written. */
public final class Instants {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final Pattern READ = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}:\\d{2}):(\\d{2})"
            + "(?:\\.(\\d{1,9})\\d*)?(?:([Zz])|([+ -])(\\d{2}:\\d{2}))");

    /** The years 1 to 9999 in UTC: what can be written with four digits, and what every database counts alike. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Instants() {}

    public static String write(Instant at) {
        return WRITTEN.format(at);
    }

    /**
     * An instant of the years 1 to 9999 in UTC, cut to milliseconds. A plus sign that arrived as a space, as it does in a query string that was not
     * encoded, is taken for a plus sign; a leap second ({@code :60}) is the second after it.
     */
    public static Optional<Instant> parse(String text) {
        Matcher parts = READ.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            boolean leap = parts.group(3).equals("60");
            String offset = parts.group(5) != null ? "Z" : (parts.group(6).equals("-") ? "-" : "+") + parts.group(7);
            String fraction = parts.group(4) == null ? "" : "." + parts.group(4);
            Instant at = OffsetDateTime.parse(parts.group(1) + "T" + parts.group(2) + ":"
                            + (leap ? "59" : parts.group(3)) + (leap ? "" : fraction) + offset)
                    .toInstant();
            return Optional.of((leap ? at.plusSeconds(1) : at).truncatedTo(ChronoUnit.MILLIS))
                    .filter(instant -> !instant.isBefore(FIRST) && instant.isBefore(END));
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    /** A calendar day of the years 1 to 9999, {@code 2010-07-08}. */
    public static Optional<LocalDate> parseDay(String text) {
        try {
            return text.length() == 10
                    ? Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() > 0)
                    : Optional.empty();
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    public static String write(LocalDate day) {
        return DAY.format(day);
    }
}
