package org.communique.support;

/** The cast: releases of the sample by what the tests know them for. */
public final class Newsroom {
    private static final String PATTERN = "5b1c0f6e-%s-4a7e-9c21-3d2f8a6b%s";

    /** The page's own release, in English with a Russian translation. */
    public static final String DRUG_TRAFFICKING_CONFERENCE = id("0001");
    /** Without a source. */
    public static final String SMALL_ARMS_SEMINAR = id("0004");
    /** Originally French, with an English translation. */
    public static final String FLOODS_IN_BERNE = id("0005");
    /** In Russian only. */
    public static final String OPEN_DAY_IN_BISHKEK = id("0008");
    /** With an explicit and a former slug. */
    public static final String PRAGUE_ARCHIVE = id("0011");

    public static final String RETRACTED_EXERCISE = id("0013");
    public static final String WITHDRAWN_BEACHES = id("0015");
    /** In six languages, related to two others. */
    public static final String HELSINKI_ANNIVERSARY = id("0021");

    private Newsroom() {}

    private static String id(String number) {
        return PATTERN.formatted(number, number);
    }

    public static String path(String id) {
        return "/v1/press-releases/" + id;
    }
}
