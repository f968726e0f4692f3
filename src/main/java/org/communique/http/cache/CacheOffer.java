package org.communique.http.cache;

import java.util.Map;

/**
 * An answer that may be kept: what {@link CachedResponse} is made of, but for headers that come later.
 *
 * @param number of the sequence that all of it reflects
 */
record CacheOffer(
        long number,
        CachedResponse.Conditions conditions,
        Map<String, String> always,
        Map<String, String> withBody,
        byte[] bytes) {}
