package org.communique.representation.document;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.communique.release.document.ReleaseView;

/** Place and day at the head of a release, such as {@code VIENNA, 8 July 2010}, the day as the language writes it. */
final class Dateline {
    private Dateline() {}

    static String of(ReleaseView release) {
        Locale locale = Locale.forLanguageTag(release.language());
        String place = release.place();
        return (place == null ? "" : place.toUpperCase(locale) + ", ") + day(release, locale);
    }

    private static String day(ReleaseView release, Locale locale) {
        // English without a country is American to the JDK.
        Locale regional = locale.equals(Locale.ENGLISH) ? Locale.UK : locale;
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(regional)
                .format(release.date())
                .replaceAll("[\\u00a0\\u202f]", " ");
    }
}
