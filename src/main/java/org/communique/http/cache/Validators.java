package org.communique.http.cache;

import java.util.List;

/** The strong validators that a read gives to a body, for writes that honour If-Match. */
public final class Validators {
    private Validators() {}

    /** Of the plain bytes first, then of the compressed ones. */
    public static List<String> of(Object body) {
        return Representation.of(body).validators();
    }
}
