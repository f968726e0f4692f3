package org.communique.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that somebody may give as a name or a title. */
final class AnyText {
    private static final int GENERATED = 6;

    static final List<String> NASTY = List.of(
            "—",
            "",
            "***",
            " ",
            "\u00a0\u2003",
            "\u0301\u0302\u0303",
            "\ud83c\udde8\ud83c\udded \ud83d\ude80",
            "\u202e\u0645\u0631\u062d\u0628\u0627\u202c",
            "\u200f\u200e\u2066",
            "\r\n\t\u0001\u001b[31m\u0085\u2028",
            "\ufffe\uffff",
            "<b>&amp;\"'`${x}{{y}}%00%zz",
            "=1+1|,;\"\n@SUM(A1)",
            "\u0130\u0131\u00df\ufb03\u1e9e\u01c4",
            "x".repeat(10_000));

    private AnyText() {}

    /** Those that are known to be hard, and some that are made up. */
    static List<String> some(Random random) {
        List<String> all = new ArrayList<>(NASTY);
        for (int i = 0; i < GENERATED; i++) {
            all.add(random.ints(random.nextInt(1, 40), 1, 0x11000)
                    .filter(point -> point < 0xd800 || point > 0xdfff)
                    .map(point -> random.nextInt(3) == 0 ? " -*\"'—.".charAt(point % 7) : point)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        return all;
    }
}
